package io.promptyard.serde;

import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/**
 * Avro instantiates only classes it was told to trust, and keeps that list for the whole process. This adds our
 * generated classes to whatever is trusted already, and nothing else: a schema from outside still cannot name a class
 * of its choice.
 */
final class TrustedRecords implements ClassSecurityPredicate {
    private static final String GENERATED = io.promptyard.avro.PromptRequest.class.getPackageName();

    private TrustedRecords() {}

    /** Safe to call again, from any thread. */
    static synchronized void admit() {
        ClassSecurityPredicate trusted = ClassSecurityValidator.getGlobal();
        if (!trusted.isTrusted(io.promptyard.avro.PromptRequest.class)) {
            ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(trusted, new TrustedRecords()));
        }
    }

    @Override
    public boolean isTrusted(Class<?> type) {
        return type.getPackageName().equals(GENERATED);
    }
}
