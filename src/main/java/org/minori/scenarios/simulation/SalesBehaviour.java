package org.minori.scenarios.simulation;

/**
 * How likely it is that sales takes a lead or gives it back, and that one which was taken buys or is lost; of the rest nothing is heard.
 *
 * @param hours after how many hours on the average sales takes a lead or gives it back
 * @param dealDays after how many days on the average one that was taken is won or lost
 */
public record SalesBehaviour(double accepted, double returned, double won, double lost, double hours, double dealDays) {

    /** What is usual. */
    public static final SalesBehaviour USUAL = new SalesBehaviour(0.6, 0.3, 0.2, 0.5, 24, 30);
}
