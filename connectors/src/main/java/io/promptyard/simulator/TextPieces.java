package io.promptyard.simulator;

import java.util.ArrayList;
import java.util.List;

/** Cuts text into the pieces that a stream carries, never within a code point. Stateless. */
final class TextPieces {

    private TextPieces() {}

    static List<String> of(String text, int tokensPerPiece) {
        var pieces = new ArrayList<String>();
        var chars = tokensPerPiece * Tokens.BYTES_PER_TOKEN;
        for (var at = 0; at < text.length(); ) {
            var end = Math.min(text.length(), at + chars);
            if (end < text.length() && Character.isLowSurrogate(text.charAt(end))) {
                end++;
            }
            pieces.add(text.substring(at, end));
            at = end;
        }
        return pieces;
    }
}
