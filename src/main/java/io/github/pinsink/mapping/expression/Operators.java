package io.github.pinsink.mapping.expression;

import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Utils;
import java.util.List;

/** Nodes of JSONata's operators. They leave errors to the interpreter. */
final class Operators {
    private Operators() {}

    record Literal(Object value) implements Node {
        @Override
        public Object evaluate(Object context, Scope scope) {
            if (value == Jsonata.NULL_VALUE) {
                scope.markNull();
            }
            return value;
        }

        @Override
        public Projection reads() {
            return Projection.nothing();
        }
    }

    /** {@code +}, {@code -}, {@code *}, {@code /} and {@code %}: with doubles, as in the library. */
    record Arithmetic(char operator, Node left, Node right) implements Node {
        @Override
        public Object evaluate(Object context, Scope scope) {
            Object leftValue = left.evaluate(context, scope);
            Object rightValue = right.evaluate(context, scope);
            if ((leftValue != null && !Utils.isNumeric(leftValue))
                    || (rightValue != null && !Utils.isNumeric(rightValue))) {
                throw Fallback.INSTANCE;
            }
            if (leftValue == null || rightValue == null) {
                return null;
            }
            double a = ((Number) leftValue).doubleValue();
            double b = ((Number) rightValue).doubleValue();
            return Utils.convertNumber(
                    switch (operator) {
                        case '+' -> a + b;
                        case '-' -> a - b;
                        case '*' -> a * b;
                        case '/' -> a / b;
                        default -> a % b;
                    });
        }

        @Override
        public Projection reads() {
            return left.reads().union(right.reads());
        }
    }

    /** {@code -x}. */
    record Negation(Node operand) implements Node {
        @Override
        public Object evaluate(Object context, Scope scope) {
            Object value = operand.evaluate(context, scope);
            if (value == null) {
                return null;
            }
            if (!Utils.isNumeric(value)) {
                throw Fallback.INSTANCE;
            }
            return Utils.convertNumber(-((Number) value).doubleValue());
        }

        @Override
        public Projection reads() {
            return operand.reads();
        }
    }

    private static boolean areEqual(Object left, Object right) {
        if (left == null || right == null) {
            return false;
        }
        if (left instanceof Number leftNumber && right instanceof Number rightNumber) {
            return Double.doubleToLongBits(leftNumber.doubleValue())
                    == Double.doubleToLongBits(rightNumber.doubleValue());
        }
        return left.equals(right);
    }

    /** {@code =} and {@code !=}; both are false when a side has no value. */
    record Equality(boolean isEqual, Node left, Node right) implements Node {
        @Override
        public Object evaluate(Object context, Scope scope) {
            Object leftValue = left.evaluate(context, scope);
            Object rightValue = right.evaluate(context, scope);
            return leftValue != null && rightValue != null && areEqual(leftValue, rightValue) == isEqual;
        }

        @Override
        public Projection reads() {
            return left.reads().union(right.reads());
        }
    }

    /** {@code <}, {@code <=}, {@code >} and {@code >=}. */
    record Comparison(String operator, Node left, Node right) implements Node {
        @Override
        public Object evaluate(Object context, Scope scope) {
            Object leftValue = left.evaluate(context, scope);
            Object rightValue = right.evaluate(context, scope);
            if (!isComparable(leftValue) || !isComparable(rightValue)) {
                throw Fallback.INSTANCE;
            }
            if (leftValue == null || rightValue == null) {
                return null;
            }
            int order = order(leftValue, rightValue);
            return switch (operator) {
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                default -> order >= 0;
            };
        }

        private static boolean isComparable(Object value) {
            return value == null || value instanceof String || value instanceof Number;
        }

        private static int order(Object left, Object right) {
            if (left instanceof String leftText && right instanceof String rightText) {
                return leftText.compareTo(rightText);
            }
            if (left instanceof Integer leftNumber && right instanceof Integer rightNumber) {
                return Integer.compare(leftNumber, rightNumber);
            }
            if (left instanceof Long leftNumber && right instanceof Long rightNumber) {
                return Long.compare(leftNumber, rightNumber);
            }
            if (left instanceof Number leftNumber
                    && right instanceof Number rightNumber
                    && (left instanceof Double || left.getClass() != right.getClass())) {
                return Double.compare(leftNumber.doubleValue(), rightNumber.doubleValue());
            }
            throw Fallback.INSTANCE;
        }

        @Override
        public Projection reads() {
            return left.reads().union(right.reads());
        }
    }

    /** {@code in}. */
    record Membership(Node left, Node right) implements Node {
        @Override
        public Object evaluate(Object context, Scope scope) {
            Object leftValue = left.evaluate(context, scope);
            Object rightValue = right.evaluate(context, scope);
            if (leftValue == null || rightValue == null) {
                return false;
            }
            if (!(rightValue instanceof List<?> list)) {
                return areEqual(leftValue, rightValue);
            }
            scope.budget().charge(list.size());
            for (int i = 0; i < list.size(); i++) {
                if (areEqual(leftValue, list.get(i))) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public Projection reads() {
            return left.reads().union(right.reads());
        }
    }

    /** {@code and} and {@code or}: the right side is not evaluated if the left one decides. */
    record Logic(boolean isAnd, Node left, Node right) implements Node {
        @Override
        public Object evaluate(Object context, Scope scope) {
            boolean leftValue = Jsonata.boolize(left.evaluate(context, scope));
            return leftValue == isAnd ? Jsonata.boolize(right.evaluate(context, scope)) : leftValue;
        }

        @Override
        public Projection reads() {
            return left.reads().union(right.reads());
        }
    }

    /** {@code &}. */
    record Concatenation(Node left, Node right) implements Node {
        @Override
        public Object evaluate(Object context, Scope scope) {
            EvaluationBudget budget = scope.budget();
            String first = text(left.evaluate(context, scope), budget);
            String second = text(right.evaluate(context, scope), budget);
            budget.make((long) first.length() + second.length());
            return first + second;
        }

        private static String text(Object value, EvaluationBudget budget) {
            String text = BuiltinFunctions.string(value, budget);
            return text == null ? "" : text;
        }

        @Override
        public Projection reads() {
            return left.reads().union(right.reads());
        }
    }

    /** {@code ? :}, {@code ?:} and {@code ??}. */
    record Choice(Node condition, Node then, Node otherwise) implements Node {
        @Override
        public Object evaluate(Object context, Scope scope) {
            return Jsonata.boolize(condition.evaluate(context, scope))
                    ? then.evaluate(context, scope)
                    : otherwise.evaluate(context, scope);
        }

        @Override
        public Projection reads() {
            return condition.reads().union(then.reads()).union(otherwise.reads());
        }
    }
}
