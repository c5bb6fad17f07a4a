/**
 * Starts to count the processor time of this process and its threads; the function returned tells what was spent since [s]. A limit
 * on it holds on a busy machine too, where a clock on the wall counts the work of others.
 */
export function startProcessor(): () => number {
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
  };
}
