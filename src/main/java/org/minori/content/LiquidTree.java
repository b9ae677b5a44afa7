package org.minori.content;

import java.util.Collection;
import liqp.Insertions;
import liqp.TemplateContext;
import liqp.filters.Filters;
import liqp.nodes.AtomNode;
import liqp.nodes.LNode;
import liqp.parser.v4.NodeVisitor;
import liquid.parser.v4.LiquidParser.Expr_containsContext;
import liquid.parser.v4.LiquidParser.Expr_eqContext;
import liquid.parser.v4.LiquidParser.Expr_relContext;
import org.jspecify.annotations.Nullable;

/** Builds the tree of a template with conditions that compare as the reference does: with blank, lists and nothing. */
final class LiquidTree extends NodeVisitor {

    LiquidTree(Filters filters) {
        super(Insertions.STANDARD_INSERTIONS, filters, false);
    }

    @Override
    public LNode visitExpr_eq(Expr_eqContext expression) {
        var usual = super.visitExpr_eq(expression);
        var left = (LNode) visit(expression.lhs);
        var right = (LNode) visit(expression.rhs);
        boolean equal = expression.Eq() != null;
        return context -> {
            var same = same(left.render(context), right.render(context), context);
            return same == null ? usual.render(context) : Boolean.valueOf(same == equal);
        };
    }

    @Override
    public LNode visitExpr_contains(Expr_containsContext expression) {
        var usual = super.visitExpr_contains(expression);
        var right = (LNode) visit(expression.rhs);
        return context -> {
            var part = right.render(context);
            return part == null || Boolean.FALSE.equals(part) ? Boolean.FALSE : usual.render(context);
        };
    }

    /** Nothing is greater or smaller than blank. */
    @Override
    public LNode visitExpr_rel(Expr_relContext expression) {
        var usual = super.visitExpr_rel(expression);
        var left = (LNode) visit(expression.lhs);
        var right = (LNode) visit(expression.rhs);
        return context -> isBlankWord(left.render(context), context) || isBlankWord(right.render(context), context)
                ? Boolean.FALSE
                : usual.render(context);
    }

    /** Null where liqp compares rightly. */
    private static @Nullable Boolean same(@Nullable Object left, @Nullable Object right, TemplateContext context) {
        if (isBlankWord(right, context)) {
            return isBlankWord(left, context) || isBlank(left);
        }
        if (isBlankWord(left, context)) {
            return isBlank(right);
        }
        return isList(left) && isList(right) ? LiquidValues.items(left).equals(LiquidValues.items(right)) : null;
    }

    private static boolean isBlankWord(@Nullable Object value, TemplateContext context) {
        return value != null && value == AtomNode.BLANK.render(context);
    }

    private static boolean isBlank(@Nullable Object value) {
        return Boolean.FALSE.equals(value)
                || value instanceof CharSequence text && text.toString().isBlank()
                || LiquidValues.isEmpty(value);
    }

    private static boolean isList(@Nullable Object value) {
        return value instanceof Collection<?> || value instanceof Object[];
    }
}
