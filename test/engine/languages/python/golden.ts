import { language } from '../../../../src/engine/languages/python';
import { loweringTests } from '../../../support/lowering';

export const { lowering, golden } = loweringTests(language, 'app.py');
