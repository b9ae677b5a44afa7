package org.minori.scenarios.authoring;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.minori.scenarios.authoring.Condition.All;
import org.minori.scenarios.authoring.Condition.Any;
import org.minori.scenarios.authoring.Condition.Comparison;
import org.minori.scenarios.authoring.Condition.Name;
import org.minori.scenarios.authoring.Condition.Not;
import org.minori.scenarios.authoring.Condition.Operator;
import org.minori.scenarios.authoring.Condition.Source;
import org.minori.scenarios.authoring.ConditionTokens.Kind;
import org.minori.scenarios.authoring.ConditionTokens.Token;

/**
 * Reads the small language of conditions: comparisons of a name with a text, a number, true or false, joined by and, or,
 * not and parentheses. There is nothing else in it, so that nothing else can be said.
 */
final class ConditionParser {

    private static final int LONGEST = 1_000;
    private static final int DEEPEST = 20;

    private static final Map<String, Operator> OPERATORS = Map.of(
            "=", Operator.EQ,
            "!=", Operator.NE,
            "<", Operator.LT,
            "<=", Operator.LE,
            ">", Operator.GT,
            ">=", Operator.GE);

    private final List<Token> tokens;
    private int next;

    private ConditionParser(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** The condition that the text says. */
    static Condition parse(String text) throws ConditionFault {
        if (text.length() > LONGEST) {
            throw new ConditionFault("conditionLong", LONGEST, "");
        }
        var parser = new ConditionParser(ConditionTokens.of(text));
        var condition = parser.any(0);
        if (parser.peek().kind() != Kind.END) {
            throw parser.unexpected();
        }
        return condition;
    }

    private Condition any(int depth) throws ConditionFault {
        var parts = new ArrayList<Condition>();
        parts.add(all(depth));
        while (peek().isWord("or")) {
            take();
            parts.add(all(depth));
        }
        return parts.size() == 1 ? parts.get(0) : new Any(List.copyOf(parts));
    }

    private Condition all(int depth) throws ConditionFault {
        var parts = new ArrayList<Condition>();
        parts.add(one(depth));
        while (peek().isWord("and")) {
            take();
            parts.add(one(depth));
        }
        return parts.size() == 1 ? parts.get(0) : new All(List.copyOf(parts));
    }

    private Condition one(int depth) throws ConditionFault {
        if (depth > DEEPEST) {
            throw new ConditionFault("conditionDeep", peek().position(), "");
        }
        if (peek().isWord("not")) {
            take();
            return new Not(one(depth + 1));
        }
        if (peek().kind() == Kind.OPEN) {
            take();
            var inner = any(depth + 1);
            if (peek().kind() != Kind.CLOSE) {
                throw unexpected();
            }
            take();
            return inner;
        }
        return comparison();
    }

    private Condition comparison() throws ConditionFault {
        var name = name();
        if (peek().kind() != Kind.OPERATOR) {
            throw unexpected();
        }
        var operator = OPERATORS.getOrDefault(take().text(), Operator.EQ);
        return new Comparison(name, operator, literal());
    }

    private Name name() throws ConditionFault {
        var token = peek();
        boolean literal = token.isWord("true") || token.isWord("false") || token.isWord("and") || token.isWord("or");
        if (token.kind() != Kind.NAME || literal) {
            throw unexpected();
        }
        take();
        int dot = token.text().indexOf('.');
        if (dot < 0) {
            return token.text().equals("stage") ? new Name(Source.STAGE, "") : new Name(Source.RESULT, token.text());
        }
        var key = token.text().substring(dot + 1);
        return switch (token.text().substring(0, dot)) {
            case "score" -> new Name(Source.SCORE, key);
            case "field" -> new Name(Source.FIELD, key);
            default -> throw new ConditionFault("conditionName", token.position(), token.text());
        };
    }

    private Object literal() throws ConditionFault {
        var token = peek();
        if (token.kind() == Kind.TEXT) {
            return take().text();
        }
        if (token.kind() == Kind.NUMBER) {
            return new BigDecimal(take().text());
        }
        if (token.isWord("true") || token.isWord("false")) {
            return take().isWord("true");
        }
        throw unexpected();
    }

    private Token peek() {
        return tokens.get(next);
    }

    private Token take() {
        return tokens.get(next++);
    }

    private ConditionFault unexpected() {
        var token = peek();
        return token.kind() == Kind.END
                ? new ConditionFault("conditionEnd", token.position(), "")
                : new ConditionFault("conditionWord", token.position(), token.text());
    }
}
