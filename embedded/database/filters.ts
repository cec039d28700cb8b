/** Evaluates `filter` expressions, in Convex's order over all types. */
import { compareValues, type Value } from "convex/values";
import { fieldAt } from "../values/documentJson.ts";
import type { FilterExpression, FilterOperator, StoredDocument } from "./types.ts";

type Result = Value | undefined;
type Operands = FilterExpression[];

/** True when the document stays. Throws when the expression gives something else than a truth. */
export function passesFilter(document: StoredDocument, expression: FilterExpression): boolean {
  return truth(evaluate(document, expression));
}

function evaluate(document: StoredDocument, expression: FilterExpression): Result {
  if ("$literal" in expression) return expression.$literal;
  if ("$field" in expression) return fieldAt(document, expression.$field);
  const [operator, operands] = Object.entries(expression)[0] as [
    FilterOperator,
    FilterExpression | FilterExpression[],
  ];
  const list = Array.isArray(operands) ? operands : [operands];
  return apply(operator, list, document);
}

function apply(operator: FilterOperator, operands: Operands, document: StoredDocument): Result {
  const value = (position: number) => evaluate(document, operands[position]!);
  const order = () => compareValues(value(0), value(1));
  switch (operator) {
    case "$eq":
      return order() === 0;
    case "$neq":
      return order() !== 0;
    case "$lt":
      return order() < 0;
    case "$lte":
      return order() <= 0;
    case "$gt":
      return order() > 0;
    case "$gte":
      return order() >= 0;
    case "$and":
      return operands.every((operand) => truth(evaluate(document, operand)));
    case "$or":
      return operands.some((operand) => truth(evaluate(document, operand)));
    case "$not":
      return !truth(value(0));
    case "$neg":
      return negate(value(0));
    case "$add":
    case "$sub":
    case "$mul":
    case "$div":
    case "$mod":
      return calculate(operator, value(0), value(1));
    default:
      operator satisfies never;
      throw new Error(`Unknown filter operator ${String(operator)}`);
  }
}

/** A missing field or null is not true; other non-booleans are a mistake in the query. */
function truth(value: Result): boolean {
  if (typeof value === "boolean") return value;
  if (value === undefined || value === null) return false;
  throw new Error(`A filter gave a ${typeof value} where it needs a boolean`);
}

function negate(value: Result): Result {
  if (typeof value === "number" || typeof value === "bigint") return -value;
  throw new Error(`A filter cannot negate a ${describeType(value)}`);
}

type Arithmetic = "$add" | "$sub" | "$mul" | "$div" | "$mod";

function calculate(operator: Arithmetic, left: Result, right: Result): Result {
  if (typeof left === "number" && typeof right === "number") return onFloats[operator](left, right);
  if (typeof left === "bigint" && typeof right === "bigint") {
    return BigInt.asIntN(64, onInts[operator](left, right));
  }
  throw new Error(
    `A filter cannot apply ${operator} to a ${describeType(left)} and a ${describeType(right)}`,
  );
}

const onFloats: Record<Arithmetic, (left: number, right: number) => number> = {
  $add: (left, right) => left + right,
  $sub: (left, right) => left - right,
  $mul: (left, right) => left * right,
  $div: (left, right) => left / right,
  $mod: (left, right) => left % right,
};

const onInts: Record<Arithmetic, (left: bigint, right: bigint) => bigint> = {
  $add: (left, right) => left + right,
  $sub: (left, right) => left - right,
  $mul: (left, right) => left * right,
  $div: (left, right) => left / right,
  $mod: (left, right) => left % right,
};

function describeType(value: Result): string {
  return value === null ? "null" : typeof value;
}
