package io.promptyard.router.judge;

import io.promptyard.model.ClassifiedPrompt;
import java.util.List;
import java.util.Optional;

/** The prompts of one task between classification and decision. Stream thread only. */
interface Doubts {

    /** Finds what a task before this one left. Before all else. */
    void restore();

    /** One that was just classified, as it goes on; empty when it is to wait. */
    Optional<ClassifiedPrompt> taken(ClassifiedPrompt prompt);

    /** Those that go on now. */
    List<ClassifiedPrompt> tick();

    void close();
}
