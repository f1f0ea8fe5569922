package io.promptyard.e2e;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;

/**
 * Runs a test class where a Docker engine answers, and else skips it with a warning: a test that silently does not run
 * looks like one that passes.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresDocker.EngineAnswers.class)
@interface RequiresDocker {

    /** Whether an engine answers is asked once per class. */
    final class EngineAnswers implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (context.getTestMethod().isPresent()) {
                return ConditionEvaluationResult.enabled("asked for the class");
            }
            if (DockerClientFactory.instance().isDockerAvailable()) {
                return ConditionEvaluationResult.enabled("a Docker engine answers");
            }
            String reason = "no Docker engine answers (deploy/scripts/docker-engine.sh starts one)";
            LoggerFactory.getLogger(EngineAnswers.class)
                    .warn("SKIPPED {}: {}", context.getRequiredTestClass().getSimpleName(), reason);
            return ConditionEvaluationResult.disabled(reason);
        }
    }
}
