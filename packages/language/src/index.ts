export type {
  Argument,
  Block,
  Body,
  Comment,
  Comparator,
  Condition,
  Declaration,
  Element,
  Field,
  Find,
  Import,
  Item,
  Let,
  List,
  Name,
  Path,
  Program,
  Quantity,
  Reference,
  Require,
  Shape,
  Span,
  Text,
  Trivia,
  Until,
  Value,
} from './syntax/ast.js';
export { parse } from './syntax/parse.js';
export type { Parsed, ParseOptions, Source } from './syntax/parse.js';
export { codes, explain } from './messages/codes.js';
export type { Code, Page } from './messages/codes.js';
export { applyFix } from './diagnostics/fix.js';
export { diagnosticToJson } from './diagnostics/json.js';
export type { JsonDiagnostic, JsonRange } from './diagnostics/json.js';
export { placeOf } from './diagnostics/place.js';
export type { Place } from './diagnostics/place.js';
export { renderDiagnostic } from './diagnostics/render.js';
export type { RenderOptions, Sources } from './diagnostics/render.js';
export { format, formatText } from './format/format.js';
export type { FormatOptions } from './format/format.js';
export type { Order } from './format/lines.js';
export type {
  JsonArgument,
  JsonBody,
  JsonComment,
  JsonCondition,
  JsonDeclaration,
  JsonElement,
  JsonItem,
  JsonProgram,
  JsonQuantity,
  JsonSpan,
  JsonTrivia,
  JsonValue,
} from './json/image.js';
export { fromJson } from './json/read.js';
export type { FromJson } from './json/read.js';
export { toJson } from './json/write.js';
export { check } from './check/check.js';
export type { Checked } from './check/check.js';
export { diagnose } from './check/diagnose.js';
export type { Diagnosed } from './check/diagnose.js';
export { showModel } from './check/show.js';
export { reportProblem } from './messages/mapping.js';
export { type FailedLayer, trainingFailed } from './messages/training.js';
export {
  brokenFile,
  dataNotFound,
  diskFull,
  fileNotFound,
  otherStudy,
  studyNotFound,
  unreadable,
  unsupportedOperators,
  unusualData,
  unwritable,
  weightsDoNotFit,
} from './messages/files.js';
export { presetText } from './presets/text.js';
export { exampleOf } from './vocabulary/examples.js';
export { completions, fieldAt, valueCompletions } from './vocabulary/completion.js';
export type { Completion } from './vocabulary/completion.js';
export { vocabularyOrder } from './vocabulary/order.js';
