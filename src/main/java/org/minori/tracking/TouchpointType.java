package org.minori.tracking;

/** The names of the touchpoints that Minori itself records; other systems add names of their own. */
public final class TouchpointType {

    public static final String EMAIL_SENT = "emailSent";
    public static final String EMAIL_OPENED = "emailOpened";
    public static final String EMAIL_CLICKED = "emailClicked";
    public static final String EMAIL_UNSUBSCRIBED = "emailUnsubscribed";
    public static final String EMAIL_FAILED = "emailFailed";
    public static final String PAGE_VIEWED = "pageViewed";
    public static final String FORM_SUBMITTED = "formSubmitted";
    public static final String IMPORTED = "imported";
    public static final String STAGE_CHANGED = "stageChanged";
    public static final String HANDED_OVER = "handedOver";
    public static final String SALES_ACCEPTED = "salesAccepted";
    public static final String SALES_RETURNED = "salesReturned";
    public static final String SALES_WON = "salesWon";
    public static final String SALES_LOST = "salesLost";
    public static final String SCENARIO_ENTERED = "scenarioEntered";
    public static final String SCENARIO_LEFT = "scenarioLeft";

    private TouchpointType() {}
}
