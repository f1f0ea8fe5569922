package io.promptyard.router.feedback;

import io.promptyard.router.config.LearningConfig;
import io.promptyard.router.metrics.LearningMetrics;
import java.time.Clock;

/** What the graph's processors share: the configuration, what watches drift, who trains. Thread-safe. */
record Learning(LearningConfig config, DriftWatch drift, Training training, LearningMetrics metrics, Clock clock) {}
