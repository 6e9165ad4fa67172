// Fills a flat tree inside the parser runtime's own memory: the records of flat-tree.ts, as the portable walk of flatten.ts gives them.
// Built by scripts/walker/build.ts with the headers of the parser's core. Their layouts are private to the core, so flatten.ts compares the first trees with the portable walk.
#include "tree.h"
#include "language.h"

#define HIDDEN UINT32_MAX

// Nodes shorter than this are walked although an edit left them alone: looking them up costs as much. In bytes.
#define WORTHWHILE 80

// An edit: nodes wholly outside of it, in bytes, are told without what is in them.
typedef struct {
  uint32_t start;
  uint32_t end;
} Changed;

// Words in front of the records: their number, and whether the tree has an error.
#define HEADER 4
#define MOST_RECORDS (1u << 26)

// A node whose children are being walked. Hidden ones are walked too: what is named below them counts as a child of the node around them.
typedef struct {
  const Subtree *children;
  const TSSymbol *aliases;
  const TSFieldMapEntry *fields;
  const TSFieldMapEntry *fields_end;
  uint32_t child_count;
  uint32_t child;
  // Children without the ones that may stand anywhere, such as comments; aliases and fields are counted so.
  uint32_t structural_child;
  // Where the next child starts, in bytes.
  uint32_t at;
  // The record to be closed behind the last child, or HIDDEN.
  uint32_t record;
  // The field of a hidden node is that of the nodes below it which have none of their own.
  TSFieldId field;
} Frame;

// Wasm has a small stack and no guard behind it, so the open nodes stand on the heap.
typedef struct {
  Frame *frames;
  uint32_t size;
  uint32_t capacity;
} Frames;

static bool has_named_children(Subtree node) {
  return ts_subtree_child_count(node) > 0 && node.ptr->named_child_count > 0;
}

static bool open_node(Frames *open, const TSLanguage *language, Subtree node, uint32_t start, uint32_t record, TSFieldId field) {
  if (open->size == open->capacity) {
    const uint32_t capacity = open->capacity == 0 ? 256 : open->capacity * 2;
    Frame *grown = realloc(open->frames, capacity * sizeof(Frame));
    if (!grown) return false;
    open->frames = grown;
    open->capacity = capacity;
  }
  Frame *frame = &open->frames[open->size++];
  *frame = (Frame) {
    .children = ts_subtree_children(node),
    .aliases = ts_language_alias_sequence(language, node.ptr->production_id),
    .child_count = node.ptr->child_count,
    .at = start,
    .record = record,
    .field = field,
  };
  ts_language_field_map(language, node.ptr->production_id, &frame->fields, &frame->fields_end);
  return true;
}

static TSFieldId field_of(const Frame *frame, uint32_t structural_child) {
  for (const TSFieldMapEntry *entry = frame->fields; entry < frame->fields_end; entry++) {
    if (!entry->inherited && entry->child_index == structural_child) return entry->field_id;
  }
  return frame->record == HIDDEN ? frame->field : 0;
}

static bool is_named(const TSLanguage *language, TSSymbol symbol) {
  if (symbol == ts_builtin_sym_error) return true;
  return language->symbol_metadata[symbol].named && language->symbol_metadata[symbol].visible;
}

static TSSymbol public_symbol(const TSLanguage *language, TSSymbol symbol) {
  return symbol == ts_builtin_sym_error ? symbol : language->public_symbol_map[symbol];
}

static bool is_left(Changed changed, uint32_t start, uint32_t end) {
  return end - start >= WORTHWHILE && (end < changed.start || start > changed.end);
}

static void write_record(uint32_t *record, TSSymbol symbol, TSFieldId field, uint32_t start, uint32_t end) {
  record[0] = symbol | (uint32_t)field << 16;
  // The runtime parses UTF-16.
  record[1] = start >> 1;
  record[2] = end >> 1;
  record[3] = 1;
}

static bool fill(const TSTree *tree, uint32_t max_depth, Changed changed, uint32_t *records, uint32_t capacity, uint32_t *count, Frames *open) {
  const TSLanguage *language = tree->language;
  const uint32_t start = ts_subtree_padding(tree->root).bytes;
  write_record(records, public_symbol(language, ts_subtree_symbol(tree->root)), 0, start, start + ts_subtree_size(tree->root).bytes);
  uint32_t written = 1;
  uint32_t depth = 1;
  if (depth < max_depth && has_named_children(tree->root) && !open_node(open, language, tree->root, start, 0, 0)) return false;
  while (open->size > 0) {
    Frame *frame = &open->frames[open->size - 1];
    if (frame->child == frame->child_count) {
      if (frame->record != HIDDEN) {
        records[frame->record * 4 + 3] = written - frame->record;
        depth--;
      }
      open->size--;
      continue;
    }
    const Subtree child = frame->children[frame->child++];
    const uint32_t child_start = frame->at;
    const uint32_t child_end = child_start + ts_subtree_size(child).bytes;
    if (frame->child < frame->child_count) frame->at = child_end + ts_subtree_padding(frame->children[frame->child]).bytes;
    const bool extra = ts_subtree_extra(child);
    const uint32_t structural_child = frame->structural_child;
    if (!extra) frame->structural_child++;
    const TSSymbol alias = !extra && frame->aliases ? frame->aliases[structural_child] : 0;
    if (!alias && !ts_subtree_visible(child)) {
      if (!has_named_children(child)) continue;
      if (!open_node(open, language, child, child_start, HIDDEN, extra ? 0 : field_of(frame, structural_child))) return false;
      continue;
    }
    const TSSymbol symbol = public_symbol(language, alias ? alias : ts_subtree_symbol(child));
    if (!is_named(language, symbol)) continue;
    if (written == capacity) return false;
    write_record(&records[written * 4], symbol, extra ? 0 : field_of(frame, structural_child), child_start, child_end);
    const uint32_t record = written++;
    if (is_left(changed, child_start, child_end)) {
      records[record * 4 + 3] = 0;
    } else if (depth + 1 < max_depth && has_named_children(child)) {
      if (!open_node(open, language, child, child_start, record, 0)) return false;
      depth++;
    }
  }
  *count = written;
  return true;
}

// Gives a block to be freed by the caller: the header, then the records; NULL when memory is short or the tree is not as expected.
// What lies wholly outside of the changed stretch (UTF-16 units) is one record that says it has no records in it; a stretch of the whole text gives all records.
uint32_t *flat_walk(const TSTree *tree, uint32_t max_depth, uint32_t changed_start, uint32_t changed_end) {
  const uint32_t capacity = ts_subtree_visible_descendant_count(tree->root) + 1;
  if (capacity > MOST_RECORDS) return NULL;
  uint32_t *block = malloc((HEADER + capacity * 4) * sizeof(uint32_t));
  if (!block) return NULL;
  Frames open = { NULL, 0, 0 };
  const Changed changed = { changed_start * 2, changed_end * 2 };
  const bool filled = fill(tree, max_depth, changed, block + HEADER, capacity, &block[0], &open);
  free(open.frames);
  if (!filled) {
    free(block);
    return NULL;
  }
  block[1] = ts_subtree_error_cost(tree->root) > 0;
  return block;
}
