package org.minori.scoring;

import java.util.EnumMap;
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
    public Map<Grade, Integer> bands() {
        return new EnumMap<>(Map.of(
                Grade.A, settings.gradeA(),
                Grade.B, settings.gradeB(),
                Grade.C, settings.gradeC()));
    }
}
