import { AnnotationCol, FnCol, FunctionFlag, ImportCol, Op, ParamCol, TypeCol, TypeExprCol, VarCol, VarKind, hashText, opStride, type FileFacts } from '../facts';

/** Names that stay when rows move: keys of functions and types, by row. */
export interface Keys {
  functions: readonly string[];
  types: readonly string[];
}

/** What a function rests on beside its own text, as hashes by function: equal exactly when a change elsewhere in the file leaves it alone. */
export interface Surroundings {
  /** What the names it uses stand for, inner functions included. */
  names: Int32Array;
  /** What callers bind to: parameters, result type, kind. */
  signatures: Int32Array;
}

/** Takes the surroundings of all functions of a file in one pass; time is linear in its operations. */
export function surroundingsOf(facts: FileFacts, keys: Keys): Surroundings {
  const { functions, ops, params, variables, imports, typeExprs, types, annotations, pool, strings } = facts;
  const count = functions.length / FnCol.stride;
  const hashes = new Map<number, number>();
  const textHash = (id: number): number => {
    let hash = hashes.get(id);
    if (hash === undefined) hashes.set(id, (hash = hashText(strings[id] ?? '')));
    return hash;
  };
  const typeHash = (expression: number, depth: number): number => {
    if (expression < 0 || depth > 6) return 0;
    const row = expression * TypeExprCol.stride;
    let hash = mix(mix(typeExprs[row] ?? 0, textHash(typeExprs[row + TypeExprCol.name] ?? -1)), hashText(keys.types[typeExprs[row + TypeExprCol.decl] ?? -1] ?? ''));
    for (let i = 0; i < (typeExprs[row + TypeExprCol.argCount] ?? 0); i++) hash = mix(hash, typeHash(pool[(typeExprs[row + TypeExprCol.args] ?? 0) + i] ?? -1, depth + 1));
    return hash;
  };
  const variableHashes = new Map<number, number>();
  const variableHash = (variable: number): number => {
    let hash = variableHashes.get(variable);
    if (hash === undefined) variableHashes.set(variable, (hash = takeVariableHash(variable)));
    return hash;
  };
  const takeVariableHash = (variable: number): number => {
    const row = variable * VarCol.stride;
    const kind = variables[row + VarCol.kind] ?? 0;
    const ref = variables[row + VarCol.ref] ?? -1;
    const hash = mix(mix(textHash(variables[row] ?? -1), kind), mix(variables[row + VarCol.owner] === 0 ? 1 : 0, typeHash(variables[row + VarCol.type] ?? -1, 0)));
    switch (kind) {
      case VarKind.Import: return mix(mix(hash, textHash(imports[ref * ImportCol.stride + ImportCol.module] ?? -1)), textHash(imports[ref * ImportCol.stride + ImportCol.name] ?? -1));
      case VarKind.Function: return mix(hash, hashText(keys.functions[ref] ?? ''));
      case VarKind.Type: return mix(hash, hashText(keys.types[ref] ?? ''));
      default: return hash;
    }
  };

  /** Annotations with what is written in them. */
  const annotated = (before: number, first: number, many: number): number => {
    let hash = before;
    for (let row = first * AnnotationCol.stride, last = row + (first < 0 ? 0 : many) * AnnotationCol.stride; row < last; row += AnnotationCol.stride) {
      hash = mix(hash, textHash(annotations[row] ?? -1));
      for (let i = 0; i < (annotations[row + AnnotationCol.argCount] ?? 0) * 3; i++) hash = i % 3 === 2 ? hash : mix(hash, textHash(pool[(annotations[row + AnnotationCol.args] ?? 0) + i] ?? -1));
    }
    return hash;
  };

  const names = new Int32Array(count);
  const signatures = new Int32Array(count);
  for (let fn = count - 1; fn >= 0; fn--) {
    const row = fn * FnCol.stride;
    let hash = names[fn] ?? 0;
    for (let op = functions[row + FnCol.opStart] ?? 0; op < (functions[row + FnCol.opEnd] ?? 0); op++) {
      const at = op * opStride;
      const a = ops[at + 2] ?? -1;
      switch (ops[at]) {
        case Op.Ref: case Op.Assign: hash = mix(hash, variableHash(a)); break;
        case Op.Global: hash = mix(hash, 1); break;
        case Op.Class: hash = mix(hash, hashText(keys.types[a] ?? '')); break;
        case Op.Lambda: hash = mix(hash, hashText(keys.functions[a] ?? '')); break;
        case Op.Cast: hash = mix(hash, typeHash(ops[at + 3] ?? -1, 0)); break;
      }
    }
    let signature = mix(mix(functions[row + FnCol.flags] ?? 0, typeHash(functions[row + FnCol.returns] ?? -1, 0)), functions[row + FnCol.paramCount] ?? 0);
    for (let i = 0; i < (functions[row + FnCol.paramCount] ?? 0); i++) {
      const at = ((functions[row + FnCol.params] ?? 0) + i) * ParamCol.stride;
      signature = mix(mix(signature, textHash(params[at + ParamCol.name] ?? -1)), mix(params[at + ParamCol.flags] ?? 0, typeHash(params[at + ParamCol.type] ?? -1, 0)));
      signature = annotated(signature, params[at + ParamCol.annotations] ?? -1, params[at + ParamCol.annotationCount] ?? 0);
    }
    signature = annotated(signature, functions[row + FnCol.annotations] ?? -1, functions[row + FnCol.annotationCount] ?? 0);
    const owned = functions[row + FnCol.ownerType] ?? -1;
    if (owned >= 0 && (functions[row + FnCol.flags] ?? 0) & FunctionFlag.Abstract) signature = annotated(signature, types[owned * TypeCol.stride + TypeCol.annotations] ?? -1, types[owned * TypeCol.stride + TypeCol.annotationCount] ?? 0);
    hash = mix(hash, signature);
    names[fn] = hash;
    signatures[fn] = signature;
    // Inner functions come after their owner in the table, so a pass from the back hands theirs outwards.
    const owner = functions[row + FnCol.ownerFn] ?? -1;
    if (owner >= 0) names[owner] = mix(names[owner] ?? 0, hash);
  }
  return { names, signatures };
}

/** One step of a hash over integers (FNV-1a over 32-bit units). */
function mix(hash: number, value: number): number {
  return Math.imul((hash ^ value) + 0x7f4a7c15, 0x01000193) | 0;
}
