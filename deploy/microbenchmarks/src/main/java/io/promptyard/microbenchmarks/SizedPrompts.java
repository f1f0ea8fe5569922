package io.promptyard.microbenchmarks;

import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.router.classify.TokenCounter;
import io.promptyard.standalone.demo.DemoPrompt;
import io.promptyard.standalone.demo.DemoPrompts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Prompts of about so many tokens, cut from the demo's: many, so that no call sees again what the call before it saw. */
final class SizedPrompts {
    private static final int PROMPTS = 64;
    private static final int CHARS_PER_TOKEN = 4;
    private static final int ROUNDS = 4;

    private SizedPrompts() {}

    static List<String> of(int tokens) {
        String all = DemoPrompts.load().stream().map(DemoPrompt::prompt).collect(Collectors.joining("\n\n"));
        String text = all.repeat(2 + tokens * 2 * CHARS_PER_TOKEN / all.length());
        TokenCounter counter = TokenCounter.o200k();
        int overhead = counter.count(PromptBody.ofUser(""));
        List<String> prompts = new ArrayList<>();
        for (int prompt = 0; prompt < PROMPTS; prompt++) {
            int from = all.length() / PROMPTS * prompt;
            int chars = tokens * CHARS_PER_TOKEN;
            for (int round = 0; round < ROUNDS; round++) {
                int counted = counter.count(PromptBody.ofUser(text.substring(from, from + chars))) - overhead;
                chars = Math.min(text.length() - from, Math.max(1, chars * tokens / Math.max(1, counted)));
            }
            prompts.add(text.substring(from, from + chars));
        }
        return prompts;
    }
}
