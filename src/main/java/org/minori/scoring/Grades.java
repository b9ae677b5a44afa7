package org.minori.scoring;

import java.util.Map;
import org.springframework.stereotype.Service;

/** The bands of the overall score. */
@Service
public class Grades {

    private final ScoringSettings settings;

    Grades(ScoringSettings settings) {
        this.settings = settings;
    }

    public Grade of(int points) {
        if (points >= settings.gradeA()) {
            return Grade.A;
        }
        if (points >= settings.gradeB()) {
            return Grade.B;
        }
        return points >= settings.gradeC() ? Grade.C : Grade.D;
    }

    /** From how many points each grade is given; D takes the rest. */
    public Map<String, Integer> bands() {
        return Map.of(
                Grade.A.name(), settings.gradeA(),
                Grade.B.name(), settings.gradeB(),
                Grade.C.name(), settings.gradeC());
    }
}
