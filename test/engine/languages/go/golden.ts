import { language } from '../../../../src/engine/languages/go';
import { loweringTests } from '../../../support/lowering';

export const { lowering, golden } = loweringTests(language, 'app.go');
