package io.promptyard.router.replay.estimate;

/** How a policy's value is estimated. */
public enum Method {
    /** Mean of the predictions as they are. */
    DIRECT("direct"),
    /** Inverse propensity scores (Horvitz and Thompson 1952). */
    IPS("ips"),
    /** The same, self-normalised (Hájek 1971; Swaminathan and Joachims 2015). */
    SNIPS("snips"),
    /** Calibrated predictions, corrected by weighted outcomes where there are any: what a report shows. */
    DOUBLY_ROBUST("doubly-robust");

    private final String label;

    Method(String label) {
        this.label = label;
    }

    /** As reports and {@code docs} name it. */
    public String label() {
        return label;
    }
}
