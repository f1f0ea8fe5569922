package io.promptyard.router.classify;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.ContentPart;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.ToolCall;
import io.promptyard.model.ToolDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of a prompt as a chat model bills them, counted with the vocabulary {@code o200k_base}.
 *
 * <p>Up to {@link #EXACT_CHARS} characters of text in all, every character goes through the tokenizer; above that
 * {@link #WINDOWS} evenly spaced windows do and the rest is extrapolated, so the work is bounded whatever comes in.
 * Overheads follow OpenAI's published recipe: 3 a message, 1 more with a name, 3 to prime the reply. A tool costs 7 and
 * the tokens of its name, description and schema text, the list of tools 12 more. An image costs 85 at low detail, else
 * 765 (1024 × 1024: its true size is not looked at); audio 10 a second at 32 kB a second decoded; a file one token per
 * 8 decoded bytes, and nothing when only its id is known.
 *
 * <p>Thread-safe. Loading the vocabulary takes some 0.4 s and 30 MB: make one and share it.
 */
public final class TokenCounter {
    static final int EXACT_CHARS = 64 * 1024;
    static final int WINDOWS = 32;
    static final int SLICE_CHARS = 1024;

    private static final int WINDOW_CHARS = EXACT_CHARS / WINDOWS;
    private static final int PER_MESSAGE = 3;
    private static final int REPLY_PRIMING = 3;
    private static final int PER_TOOL = 7;
    private static final int TOOL_LIST = 12;
    private static final int IMAGE_LOW = 85;
    private static final int IMAGE_HIGH = 765;
    private static final long AUDIO_BYTES_PER_TOKEN = 3_200;
    private static final long FILE_BYTES_PER_TOKEN = 8;

    private final ToIntFunction<String> tokenizer;

    TokenCounter(ToIntFunction<String> tokenizer) {
        this.tokenizer = tokenizer;
    }

    public static TokenCounter o200k() {
        Encoding encoding = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
        return new TokenCounter(new PieceCounter(encoding::countTokensOrdinary));
    }

    public int count(PromptBody body) {
        List<String> texts = new ArrayList<>();
        long fixed = REPLY_PRIMING;
        for (ChatMessage message : body.messages()) {
            fixed += PER_MESSAGE + 1 + message(message, texts);
        }
        if (!body.tools().isEmpty()) {
            fixed += TOOL_LIST + (long) PER_TOOL * body.tools().size();
            body.tools().forEach(tool -> tool(tool, texts));
        }
        add(body.responseFormat(), texts);
        return (int) Math.min(Integer.MAX_VALUE, fixed + countAll(texts));
    }

    private static long message(ChatMessage message, List<String> texts) {
        long fixed = 0;
        if (message.name() != null) {
            add(message.name(), texts);
            fixed++;
        }
        for (ContentPart part : message.content()) {
            fixed += part(part, texts);
        }
        for (ToolCall call : message.toolCalls()) {
            add(call.name(), texts);
            add(call.arguments(), texts);
            fixed += PER_MESSAGE;
        }
        return fixed;
    }

    private static long part(ContentPart part, List<String> texts) {
        return switch (part) {
            case ContentPart.TextPart text -> {
                add(text.text(), texts);
                yield 0;
            }
            case ContentPart.OpaquePart opaque -> {
                add(opaque.json(), texts);
                yield 0;
            }
            case ContentPart.ImagePart image -> "low".equals(image.detail()) ? IMAGE_LOW : IMAGE_HIGH;
            case ContentPart.AudioPart audio -> decodedBytes(audio.data()) / AUDIO_BYTES_PER_TOKEN + 1;
            case ContentPart.FilePart file ->
                file.fileData() == null ? 0 : decodedBytes(file.fileData()) / FILE_BYTES_PER_TOKEN + 1;
        };
    }

    private static void tool(ToolDefinition tool, List<String> texts) {
        add(tool.name(), texts);
        add(tool.description(), texts);
        add(tool.parameters(), texts);
    }

    private static void add(@Nullable String text, List<String> texts) {
        if (text != null && !text.isEmpty()) {
            texts.add(text);
        }
    }

    private static long decodedBytes(String base64) {
        return base64.length() * 3L / 4;
    }

    private long countAll(List<String> texts) {
        long chars = texts.stream().mapToLong(String::length).sum();
        if (chars <= EXACT_CHARS) {
            return texts.stream()
                    .mapToLong(text -> countSlices(text, 0, text.length()))
                    .sum();
        }
        long sampled = 0;
        long step = (chars - WINDOW_CHARS) / (WINDOWS - 1);
        long start = 0;
        for (String text : texts) {
            sampled += countWindows(text, start, step);
            start += text.length();
        }
        return Math.round((double) sampled * chars / EXACT_CHARS);
    }

    /** What of the evenly spaced windows falls into {@code text}, which begins at {@code start} of the whole. */
    private long countWindows(String text, long start, long step) {
        long tokens = 0;
        long end = start + text.length();
        int first = (int) Math.max(0, (start - WINDOW_CHARS) / step);
        for (int window = first; window < WINDOWS && window * step < end; window++) {
            long from = Math.max(start, window * step);
            long to = Math.min(end, window * step + WINDOW_CHARS);
            if (from < to) {
                tokens += countSlices(text, (int) (from - start), (int) (to - start));
            }
        }
        return tokens;
    }

    /**
     * In slices, because an unbroken run (no space, one script) costs the tokenizer more than its length: cut before a
     * space that follows a letter, where no token spans, and only in an unbroken run anywhere, one token off at most.
     */
    private long countSlices(String text, int from, int to) {
        long tokens = 0;
        int at = from;
        while (at < to) {
            int cut = to - at <= SLICE_CHARS ? to : cut(text, at, at + SLICE_CHARS);
            tokens += tokenizer.applyAsInt(text.substring(at, cut));
            at = cut;
        }
        return tokens;
    }

    private static int cut(String text, int from, int to) {
        for (int at = to - 1; at > from + SLICE_CHARS / 2; at--) {
            if (text.charAt(at) == ' '
                    && Character.isLetterOrDigit(text.charAt(at - 1))
                    && Character.isLetter(text.charAt(at + 1))) {
                return at;
            }
        }
        return Character.isLowSurrogate(text.charAt(to)) ? to - 1 : to;
    }
}
