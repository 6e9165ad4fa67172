import { severities } from '../model';
import { problemScopes, type Settings } from './protocol';

/** Settings without an editor that has any; equal to the defaults of the manifest. */
export const defaultSettings: Settings = {
  enable: true,
  problems: {
    scope: 'openFiles',
    show: 'new',
    strength: 'likely',
    tests: false,
    levels: { critical: 'warning', high: 'warning', medium: 'warning', low: 'information', info: 'none' },
  },
  codeLens: { enable: true },
};

/** Reads what an editor sent as `privacyShipmate`; a value of another kind counts as its default. */
export function readSettings(sent: unknown): Settings {
  const top = record(sent);
  const problems = record(top['problems']);
  const levels = record(problems['levels']);
  const { problems: defaults } = defaultSettings;
  return {
    enable: flag(top['enable'], defaultSettings.enable),
    problems: {
      scope: oneOf(problems['scope'], problemScopes, defaults.scope),
      show: oneOf(problems['show'], ['new', 'all'], defaults.show),
      strength: oneOf(problems['strength'], ['likely', 'certain'], defaults.strength),
      tests: flag(problems['tests'], defaults.tests),
      levels: Object.fromEntries(severities.map((severity) => [severity, oneOf(levels[severity], ['error', 'warning', 'information', 'none'], defaults.levels[severity])])) as Settings['problems']['levels'],
    },
    codeLens: { enable: flag(record(top['codeLens'])['enable'], defaultSettings.codeLens.enable) },
  };
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function flag(value: unknown, otherwise: boolean): boolean {
  return typeof value === 'boolean' ? value : otherwise;
}

function oneOf<const T extends string>(value: unknown, allowed: readonly T[], otherwise: T): T {
  return allowed.find((candidate) => candidate === value) ?? otherwise;
}
