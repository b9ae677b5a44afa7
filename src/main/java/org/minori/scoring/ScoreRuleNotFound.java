package org.minori.scoring;

import org.minori.web.NotFound;

/** There is no score rule with that key. */
public class ScoreRuleNotFound extends NotFound {

    public ScoreRuleNotFound(String key) {
        super("scoring.error.notFound", key);
    }
}
