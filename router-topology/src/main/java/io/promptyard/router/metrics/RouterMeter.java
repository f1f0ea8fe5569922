package io.promptyard.router.metrics;

/** Every meter of the router and its workers; tags are closed sets. docs/reference/metrics.md is the table in words. */
public enum RouterMeter {
    ACCEPTED("promptyard.router.accepted", "Prompts accepted, repeats not counted"),
    REPEATED("promptyard.router.repeated", "Prompts whose id was seen in the last 24 hours, by same body or not"),
    BURIED(
            "promptyard.router.buried",
            "Records buried for what they are, by failure kind: INVALID_REQUEST is unreadable"),
    DECIDED("promptyard.router.decided", "Decisions, by provider; none where no target was permitted"),
    REFUSED("promptyard.router.refused", "Prompts refused by the router, by failure kind"),
    WAITING("promptyard.router.waiting", "Prompts that wait because all that they may go to is cooling"),
    WAITED(
            "promptyard.router.waited",
            "Time that prompts waited for a target, by how it ended: out, expired or refused"),
    REPLY_OUT_OF_RANGE("promptyard.router.reply.partition.ignored", "Replies whose partition does not exist"),
    ATTEMPTS_STARTED("promptyard.worker.attempts.started", "Calls started, by provider"),
    ATTEMPTS_ENDED("promptyard.worker.attempts.ended", "Calls ended, by provider and failure kind; none for answers"),
    ATTEMPT_LATENCY("promptyard.worker.attempt.latency", "Time a call took, by provider"),
    FIRST_TOKEN("promptyard.worker.first.token", "Time to the first token of streamed calls, by provider"),
    VERDICTS("promptyard.worker.verdicts", "Verdicts, by provider and verdict"),
    STALE_OUTCOMES("promptyard.worker.outcomes.stale", "Outcomes of attempts that had ended before, by provider"),
    EARLY_OUTCOMES("promptyard.worker.outcomes.early", "Dispatches read again behind their outcome, by provider"),
    REPEATED_DISPATCHES("promptyard.worker.dispatches.repeated", "Dispatches read again and not called, by provider"),
    REISSUED("promptyard.worker.reissued", "Calls issued again after a restart, by provider"),
    UNKNOWN_COST("promptyard.worker.cost.unknown", "Attempts whose cost is not known, by provider"),
    READ_ON(
            "promptyard.worker.read.on",
            "Calls read to their end though their caller hung up, so that their cost is known, by provider"),
    COST_RATIO("promptyard.worker.cost.ratio", "Actual over expected cost of answers, 1 is exact, by provider"),
    PENDING("promptyard.worker.pending", "Dispatches taken in that have not ended, by provider and state"),
    LAG("promptyard.worker.lag", "Dispatches in the topic that were not taken in, by provider"),
    PARKED("promptyard.worker.parked", "Those of the lag that were read past for other tenants, by provider"),
    READ_PAST("promptyard.worker.read.past", "Dispatches read past for other tenants, by provider"),
    OLDEST("promptyard.worker.oldest.seconds", "Age of the dispatch that has waited longest to be called, by provider"),
    CROWDED("promptyard.worker.crowded", "Tasks where a tenant has more than its share of the look-ahead, by provider"),
    OPEN("promptyard.worker.open", "Calls under way, by provider"),
    GATED("promptyard.worker.gated", "Dispatch partitions paused for back-pressure, by provider"),
    PUBLISH_RETRIES("promptyard.worker.publish.retries", "Outcomes that had to be produced again, by provider"),
    PARAMETERS_DROPPED(
            "promptyard.worker.parameters.dropped",
            "Parameters left out of a call because the host cannot take them, by provider and parameter");

    private final String id;
    private final String description;

    RouterMeter(String id, String description) {
        this.id = id;
        this.description = description;
    }

    public String id() {
        return id;
    }

    public String description() {
        return description;
    }
}
