package io.promptyard.router.classify;

import io.promptyard.model.ChatMessage;
import io.promptyard.model.ContentPart;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.Role;
import java.util.List;
import java.util.Map;

/**
 * What a prompt's shape says, before any word is understood. {@code code} and {@code math} are densities from 0 to 1;
 * the others count: {@code chars} of what the user said last, {@code turns} of the user, the rest as they are named.
 */
public record Structure(
        int chars,
        int words,
        int turns,
        double code,
        double math,
        boolean json,
        int listItems,
        int tableRows,
        int questions,
        int numbers,
        int choices,
        int instructions,
        int tools,
        int images) {

    static final Structure NONE = new Structure(0, 0, 0, 0, 0, false, 0, 0, 0, 0, 0, 0, 0, 0);

    static Structure of(PromptBody body, int chars, TextScan asked, int instructions) {
        int words = asked.words();
        StructureScan scan = new StructureScan(asked);
        return new Structure(
                chars,
                words,
                turns(body.messages()),
                scan.code(),
                scan.math(words),
                scan.json(),
                scan.listItems(),
                scan.tableRows(),
                asked.questions(),
                asked.numbers(),
                scan.choices(),
                instructions,
                body.tools().size(),
                images(body.messages()));
    }

    /** The stable, documented names under which these stand in a decision record. */
    Map<String, Double> features() {
        return Map.ofEntries(
                Map.entry("chars", (double) chars),
                Map.entry("words", (double) words),
                Map.entry("turns", (double) turns),
                Map.entry("code", rounded(code)),
                Map.entry("math", rounded(math)),
                Map.entry("json", json ? 1.0 : 0.0),
                Map.entry("list_items", (double) listItems),
                Map.entry("table_rows", (double) tableRows),
                Map.entry("questions", (double) questions),
                Map.entry("numbers", (double) numbers),
                Map.entry("choices", (double) choices),
                Map.entry("instructions", (double) instructions),
                Map.entry("tools", (double) tools),
                Map.entry("images", (double) images));
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    private static int turns(List<ChatMessage> messages) {
        int turns = 0;
        for (int at = 0; at < messages.size(); at++) {
            turns += messages.get(at).role() == Role.USER ? 1 : 0;
        }
        return turns;
    }

    private static int images(List<ChatMessage> messages) {
        int images = 0;
        for (ChatMessage message : messages) {
            for (ContentPart part : message.content()) {
                images += part instanceof ContentPart.ImagePart ? 1 : 0;
            }
        }
        return images;
    }
}
