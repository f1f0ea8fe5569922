package io.promptyard.standalone.plot;

/** Text that is nothing but text, in HTML and in XML, between tags and in attributes. */
public final class Escaped {
    private static final char GONE = '\ufffd';

    private Escaped() {}

    public static String of(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            switch (each) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                case '\n', '\t' -> safe.append(each);
                default -> safe.append(Character.isISOControl(each) ? GONE : each);
            }
        }
        return safe.toString();
    }
}
