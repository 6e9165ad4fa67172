export { pythonEdits as rubyEdits } from '../python/edits';
