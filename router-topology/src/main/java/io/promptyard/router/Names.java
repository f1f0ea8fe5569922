package io.promptyard.router;

import io.promptyard.model.ProviderId;
import io.promptyard.topic.TopicNames;

/**
 * Names of applications, processors, stores and branches: part of changelog topics and of what operators see, so a
 * change here is a migration.
 */
public final class Names {
    public static final String READ_PROMPTS = "read-prompts";
    public static final String READ_REROUTES = "read-reroutes";
    public static final String ACCEPT_PROMPT = "accept-prompt";
    public static final String CLASSIFY_PROMPT = "classify-prompt";
    public static final String JUDGE_PROMPT = "judge-prompt";
    public static final String IN_DOUBT = "in-doubt";
    public static final String TAKE_REROUTE = "take-reroute";
    public static final String JOIN_REROUTES = "join-reroutes";
    public static final String DECIDE_ROUTE = "decide-route";
    public static final String HOLD_PROMPT = "hold-prompt";
    public static final String HELD_PROMPTS = "held-prompts";
    public static final String HELD = "held";
    public static final String RECORD_DECISION = "record-decision";
    public static final String WRITE_DECISION = "write-decision";
    public static final String ROUTE = "route-";
    public static final String REFUSED = "refused";
    public static final String TAKE_DISPATCH = "take-dispatch-";
    public static final String WRITE_DISPATCH = "write-dispatch-";
    public static final String BURY_PROMPT = "bury-prompt";
    public static final String REFUSE_PROMPT = "refuse-prompt";
    public static final String WRITE_REFUSAL = "write-refusal";
    public static final String SKIP_EMPTY_REROUTE = "skip-empty-reroute";
    public static final String TELL_STORY = "tell-story";
    public static final String WRITE_DEAD_LETTER = "write-dead-letter";
    public static final String READ_RESPONSES = "read-responses";
    public static final String LOCATE_ANSWER = "locate-answer";
    public static final String ANSWERED = "answered";
    public static final String REMEMBER_ANSWER = "remember-answer";
    public static final String SEEN_PROMPTS = "seen-prompts";

    public static final String BUDGETS = "budgets";
    public static final String RESERVE = "reserve";
    public static final String TAKE_RESERVATION = "take-reservation";
    public static final String WRITE_RESERVATION = "write-reservation";
    public static final String READ_RESERVATIONS = "read-reservations";
    public static final String RESERVE_BUDGET = "reserve-budget";
    public static final String READ_ATTEMPTS = "read-attempts";
    public static final String TAKE_SETTLED = "take-settled";
    public static final String SETTLED = "settled";
    public static final String SETTLE_BUDGET = "settle-budget";
    public static final String BY_BOOKING = "by-booking-";
    public static final String JUDGED = "judged";
    public static final String CHANGED = "changed";
    public static final String OUTDATED = "outdated";
    public static final String TAKE_OUTDATED = "take-outdated";
    public static final String TAKE_JUDGED = "take-judged";
    public static final String TAKE_SPEND = "take-spend";
    public static final String WRITE_SPEND = "write-spend";
    public static final String READ_ALLOWANCES = "read-allowances";
    public static final String ALLOW_CALLS = "allow-calls";
    public static final String WRITE_ALLOWANCE = "write-allowance";
    public static final String BY_LANE = "by-lane";
    public static final String RELEASE = "release";
    public static final String HOLDS = "holds";
    public static final String WAITING = "waiting";

    public static final String READ_DISPATCHES = "read-dispatches";
    public static final String READ_OUTCOMES = "read-outcomes";
    public static final String CALL_PROVIDER = "call-provider";
    public static final String VERDICT = "verdict";
    public static final String RECORD_ATTEMPT = "record-attempt";
    public static final String WRITE_ATTEMPT = "write-attempt";
    public static final String BY_VERDICT = "by-verdict-";
    public static final String DELIVER = "deliver";
    public static final String FALL_BACK = "fall-back";
    public static final String GIVE_UP = "give-up";
    public static final String ANSWER_PROMPT = "answer-prompt";
    public static final String WRITE_ANSWER = "write-answer";
    public static final String REROUTE_PROMPT = "reroute-prompt";
    public static final String WRITE_REROUTE = "write-reroute";
    public static final String PENDING = "pending";

    public static final String LEARNER = "learner";
    public static final String LEARN_PROMPTS = "learn-prompts";
    public static final String LEARN_DECISIONS = "learn-decisions";
    public static final String LEARN_ATTEMPTS = "learn-attempts";
    public static final String LEARN_FEEDBACK = "learn-feedback";
    public static final String TAKE_PROMPT = "take-prompt";
    public static final String TAKE_DECISION = "take-decision";
    public static final String TAKE_ATTEMPT = "take-attempt";
    public static final String TAKE_FEEDBACK = "take-feedback";
    public static final String JOIN_DECISIONS = "join-decisions";
    public static final String JOIN_ATTEMPTS = "join-attempts";
    public static final String JOIN_FEEDBACK = "join-feedback";
    public static final String SIGNALS = "signals";
    public static final String LABEL_CASE = "label-case";
    public static final String CASES = "cases";
    public static final String ROWS = "rows";
    public static final String COLLECT_LABELS = "collect-labels";
    public static final String LABELS = "labels";

    private Names() {}

    /** {@code promptyard-router} under the standard prefix, {@code promptyard-batch-router} in the lane batch. */
    public static String routerApplication(TopicNames topics) {
        return stem(topics) + "router";
    }

    /** {@code promptyard-worker-<provider>} under the standard prefix. */
    public static String workerApplication(TopicNames topics, ProviderId provider) {
        return stem(topics) + "worker-" + provider;
    }

    /** {@code promptyard-budgets} under the standard prefix, in every lane. */
    public static String budgetApplication(TopicNames topics) {
        return stem(topics.ofLane(TopicNames.DEFAULT_LANE)) + BUDGETS;
    }

    /** {@code promptyard-learner} under the standard prefix. */
    public static String learnerApplication(TopicNames topics) {
        return stem(topics) + LEARNER;
    }

    /** Id of a client that is no application's: {@code promptyard-<role>-<instance>} under the standard prefix. */
    public static String client(TopicNames topics, String role, String instance) {
        return stem(topics) + role + "-" + instance;
    }

    private static String stem(TopicNames topics) {
        String root = topics.root();
        String stem = root.endsWith(".") ? root.substring(0, root.length() - 1) + "-" : root;
        return topics.lane().isEmpty() ? stem : stem + topics.lane() + "-";
    }
}
