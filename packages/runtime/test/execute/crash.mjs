// A worker that ends with every task.
export function handle() {
  process.exit(3);
}
