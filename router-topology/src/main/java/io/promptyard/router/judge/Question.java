package io.promptyard.router.judge;

import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.Dispatch;

/** What the judge would be asked of a prompt: permitted, and not asked yet. */
record Question(ClassifiedPrompt prompt, Dispatch dispatch) {}
