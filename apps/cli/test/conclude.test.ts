import { CommanderError } from 'commander';
import { studyNotFound } from '@kirchhoff/language';
import { conclude } from '../src/conclude.js';
import { exit } from '../src/exit.js';
import { fail, refuse } from '../src/failure.js';
import { recorder } from './terminal/recorder.js';

const fault = (code: string): Error => Object.assign(new Error(`${code}: no`), { code, path: 'out/a.csv' });

describe('the end of a command', () => {
  it.each([
    ['ENOSPC', exit.tryAgain, 'the disk is full: out/a.csv could not be written'],
    ['EDQUOT', exit.tryAgain, 'the disk is full'],
    ['EACCES', exit.runFailed, 'out/a.csv cannot be written'],
  ])('%s: exit %d', (code, status, text) => {
    const terminal = recorder();
    expect(conclude(fault(code), terminal, false)).toBe(status);
    expect(terminal.said.err).toContain(text);
  });

  it('a report: exit 1, in a frame or as JSON', () => {
    const terminal = recorder();
    expect(conclude(refuse(studyNotFound('a.kir')), terminal, false)).toBe(exit.wrongText);
    expect(terminal.said.err).toMatch(/^error\[K601\]/);
    const json = recorder({ json: true });
    conclude(refuse(studyNotFound('a.kir')), json, false);
    expect(JSON.parse(json.said.out).diagnostics[0].code).toBe('K601');
    expect(json.said.err).toBe('');
  });

  it('a plain failure keeps its status', () => {
    const terminal = recorder();
    expect(conclude(fail(exit.runFailed, 'the training diverged'), terminal, false)).toBe(exit.runFailed);
    expect(terminal.said.err).toBe('kir: the training diverged\n');
  });

  it('a mistake on the command line: exit 1, as JSON too', () => {
    const mistake = new CommanderError(1, 'commander.unknownCommand', "error: unknown command 'frob'");
    const json = recorder({ json: true });
    expect(conclude(mistake, json, false)).toBe(exit.wrongText);
    expect(JSON.parse(json.said.out)).toEqual({ diagnostics: [], error: "unknown command 'frob'" });
    const help = recorder({ json: true });
    expect(conclude(new CommanderError(0, 'commander.help', '(outputHelp)'), help, false)).toBe(exit.fine);
    expect(help.said.out).toBe('');
  });

  it('an unexpected exception: exit 70, one sentence that asks for a report, no stack', () => {
    const terminal = recorder();
    expect(conclude(new TypeError('x is not a function\nmore'), terminal, false)).toBe(exit.bug);
    expect(terminal.said.err).toMatch(/^this is a bug in kir \d.*please report it.*x is not a function\n$/);
  });

  it('an interruption: exit 3 whatever broke on the way', () => {
    expect(conclude(new Error('pool closed'), recorder(), true)).toBe(exit.interrupted);
  });
});
