export { languageFor, languages } from './registry';
export { loweringVersion, type Language, type Lower } from './language';
