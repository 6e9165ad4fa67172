export type { DataTypeFile } from './catalogue';
export { joinCatalogue } from './catalogue';
export type { Classifier, Explanation, Query, Verdict } from './classify';
export { buildClassifier, classify, dataTypeOf, explain, isSilent, personOwner } from './classify';
export type { Role } from './read-name';
export { splitName } from './split-name';
