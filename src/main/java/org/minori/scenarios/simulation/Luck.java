package org.minori.scenarios.simulation;

import java.time.Duration;
import java.util.SplittableRandom;

/** Draws from the seed, a contact's place and a number of its own alone, so that nobody's luck depends on others. */
class Luck {

    private final SplittableRandom numbers;

    Luck(long seed, int place, int number) {
        this.numbers = new SplittableRandom(seed * 1_000_003L + place * 8_191L + number);
    }

    double share() {
        return numbers.nextDouble();
    }

    int below(int bound) {
        return numbers.nextInt(bound);
    }

    /** Most react soon, few late; never at once. */
    Duration after(double hoursOnAverage) {
        double share = numbers.nextDouble();
        return Duration.ofSeconds(60 + Math.round(share * share * share * 4 * hoursOnAverage * 3_600));
    }
}
