package org.minori.content;

import java.util.List;
import java.util.Set;
import org.minori.content.LiquidSource.Kind;
import org.minori.content.LiquidSource.Piece;

/** A block of a template that is not closed yet, and what of it is left out when it is. */
final class LiquidBlock {

    private static final Set<String> CHOICES = Set.of("if", "unless");
    private static final Set<String> SHOWING = Set.of("cycle", "increment", "decrement", "tablerow");

    private final String tag;
    private final int line;
    private final int from;
    private boolean elseSeen;
    private int unreachableFrom = -1;

    /** A block that begins with the piece of this number. */
    LiquidBlock(String tag, int line, int from) {
        this.tag = tag;
        this.line = line;
        this.from = from;
    }

    String tag() {
        return tag;
    }

    int line() {
        return line;
    }

    /** Whether the tag begins a branch after the else, which is never reached. */
    boolean isUnreachable(String name, int at) {
        if (!(name.equals("else") || name.equals("elsif")) || !CHOICES.contains(tag)) {
            return false;
        }
        if (elseSeen && unreachableFrom < 0) {
            unreachableFrom = at;
        }
        elseSeen |= name.equals("else");
        return unreachableFrom >= 0;
    }

    /** Leaves out the branches that are never reached, and the white space of a block that shows nothing else. */
    void close(List<Piece> pieces) {
        if (unreachableFrom >= 0) {
            pieces.subList(unreachableFrom, pieces.size()).clear();
        }
        if (!tag.equals("capture") && !tag.equals("tablerow") && isSilent(pieces)) {
            pieces.subList(from, pieces.size()).removeIf(piece -> piece.kind() == Kind.TEXT && !piece.captured());
        }
    }

    private boolean isSilent(List<Piece> pieces) {
        int captures = 0;
        for (var piece : pieces.subList(from, pieces.size())) {
            var name = piece.kind() == Kind.TAG ? piece.text().substring(3).split("\\s", 2)[0] : "";
            if (name.equals("capture")) {
                captures++;
            } else if (name.equals("endcapture")) {
                captures--;
            } else if (captures == 0
                    && (piece.kind() == Kind.OUTPUT
                            || piece.kind() == Kind.TEXT && !piece.text().isBlank()
                            || SHOWING.contains(name))) {
                return false;
            }
        }
        return true;
    }
}
