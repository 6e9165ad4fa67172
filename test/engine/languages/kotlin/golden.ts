import { language } from '../../../../src/engine/languages/kotlin';
import { loweringTests } from '../../../support/lowering';

export const { lowering, golden } = loweringTests(language, 'App.kt');
