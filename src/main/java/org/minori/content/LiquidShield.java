package org.minori.content;

import java.util.ArrayList;
import java.util.List;

/** Takes the Liquid out of a text while something that does not know Liquid works on it, and puts it back afterwards. */
final class LiquidShield {

    private static final char MARK = '\uE008';
    private static final int INDEX_BASE = 0x3400;

    private final List<String> liquid = new ArrayList<>();
    private final String shielded;

    LiquidShield(String source) {
        var out = new StringBuilder(source.length());
        for (var piece : LiquidSource.cut(LiquidText.harmless(source))) {
            if (piece.kind() == LiquidSource.Kind.TEXT) {
                out.append(piece.text());
            } else {
                liquid.add(piece.text());
                out.append(MARK).append((char) (INDEX_BASE + liquid.size() - 1));
            }
        }
        shielded = out.toString();
    }

    String shielded() {
        return shielded;
    }

    String restore(String worked) {
        var out = new StringBuilder(worked.length() * 2);
        for (int i = 0; i < worked.length(); i++) {
            char c = worked.charAt(i);
            if (c == MARK && i + 1 < worked.length()) {
                out.append(liquid.get(worked.charAt(++i) - INDEX_BASE));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
