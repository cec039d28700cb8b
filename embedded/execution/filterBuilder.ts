/** The `q` of `.filter((q) => …)`: builds expressions that the database evaluates. */
import type { Value } from "convex/values";
import type { FilterExpression } from "../database/types.ts";

/** What an operator of the builder returns; an operand that is none is a literal. */
class Expression {
  readonly inner: FilterExpression;
  constructor(inner: FilterExpression) {
    this.inner = inner;
  }
}

type Operand = Expression | Value | undefined;

/** The expression of an operand or of a predicate's result. */
export function toFilterExpression(operand: unknown): FilterExpression {
  return operand instanceof Expression ? operand.inner : { $literal: operand as Value | undefined };
}

const operator =
  (name: string) =>
  (...operands: Operand[]) =>
    new Expression({ [name]: operands.map(toFilterExpression) } as FilterExpression);

const unary = (name: string) => (operand: Operand) =>
  new Expression({ [name]: toFilterExpression(operand) } as FilterExpression);

/** The methods of `convex/server`'s FilterBuilder. */
export const filterBuilder = {
  eq: operator("$eq"),
  neq: operator("$neq"),
  lt: operator("$lt"),
  lte: operator("$lte"),
  gt: operator("$gt"),
  gte: operator("$gte"),
  add: operator("$add"),
  sub: operator("$sub"),
  mul: operator("$mul"),
  div: operator("$div"),
  mod: operator("$mod"),
  neg: unary("$neg"),
  and: operator("$and"),
  or: operator("$or"),
  not: unary("$not"),
  field: (fieldPath: string) => new Expression({ $field: fieldPath }),
};
