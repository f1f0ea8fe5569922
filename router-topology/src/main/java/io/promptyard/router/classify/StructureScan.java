package io.promptyard.router.classify;

import java.util.Arrays;
import java.util.stream.Stream;

/** The lines of a (bounded) text that was scanned, for marks of code, mathematics, JSON, lists, tables. */
final class StructureScan {
    private static final int MAX_START_CHARS = 10;
    private static final long[] CODE_STARTS = Stream.of(
                    "def",
                    "class",
                    "import",
                    "from",
                    "public",
                    "private",
                    "protected",
                    "static",
                    "void",
                    "int",
                    "const",
                    "let",
                    "var",
                    "function",
                    "func",
                    "fn",
                    "return",
                    "if",
                    "elif",
                    "else",
                    "for",
                    "while",
                    "#include",
                    "#define",
                    "using",
                    "namespace",
                    "package",
                    "select",
                    "insert",
                    "update",
                    "create",
                    "print",
                    "echo",
                    "sudo",
                    "struct",
                    "try:",
                    "except",
                    "catch",
                    "async",
                    "await",
                    "export",
                    "module",
                    "begin",
                    "end",
                    "end;")
            .mapToLong(TermHash::of)
            .sorted()
            .toArray();

    private final TextScan scan;
    private final String text;
    /** The first term of the line that is looked at, or of one before it. */
    private int term;

    private int lines;
    private int fences;
    private int codeLines;
    private int listItems;
    private int tableRows;
    private int choices;
    private boolean json;

    StructureScan(TextScan scan) {
        this.scan = scan;
        this.text = scan.text();
        json = looksLikeJson(text, 0, text.length());
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            line(start, end);
            start = end + 1;
        }
    }

    double code() {
        if (fences >= 2) {
            return 1;
        }
        return Math.min(1, (codeLines + 2.0 * fences) / Math.max(3, Math.min(lines, 12) * 0.7));
    }

    double math(int words) {
        return Math.min(1, (2.0 * scan.latex() + scan.operators() + 0.5 * scan.numbers()) / (6 + words / 6.0));
    }

    boolean json() {
        return json;
    }

    int listItems() {
        return listItems;
    }

    int tableRows() {
        return tableRows;
    }

    /** Options of a multiple-choice question; a single lettered line is none. */
    int choices() {
        return choices > 1 ? choices : 0;
    }

    private void line(int from, int to) {
        int start = from;
        int end = to;
        while (start < end && text.charAt(start) <= ' ') {
            start++;
        }
        while (end > start && text.charAt(end - 1) <= ' ') {
            end--;
        }
        if (start == end) {
            return;
        }
        lines++;
        if (text.startsWith("```", start)) {
            fences++;
            json |= looksLikeJson(text, Math.min(text.length(), to + 1), text.length());
            return;
        }
        if (isCode(start, end, start - from)) {
            codeLines++;
        }
        char first = text.charAt(start);
        char second = start + 1 < end ? text.charAt(start + 1) : '\n';
        if ((first == '-' || first == '*' || first == '•') && second == ' ' || isNumbered(text, start, end)) {
            listItems++;
        } else if (first >= 'A' && first <= 'J' && (second == '.' || second == ')')) {
            choices++;
        } else if (first == '|' && text.charAt(end - 1) == '|') {
            tableRows++;
        }
    }

    private static boolean isNumbered(String text, int start, int end) {
        int at = start;
        while (at < end && at < start + 3 && Character.isDigit(text.charAt(at))) {
            at++;
        }
        return at > start
                && at + 1 < end
                && (text.charAt(at) == '.' || text.charAt(at) == ')')
                && text.charAt(at + 1) == ' ';
    }

    /** A keyword at its start counts only with a sign that prose has not: "for" and "if" begin sentences too. */
    private boolean isCode(int start, int end, int indent) {
        char last = text.charAt(end - 1);
        if (last == ';'
                || last == '{'
                || last == '}'
                || text.startsWith("//", start)
                || text.startsWith(">>>", start)) {
            return true;
        }
        boolean call = isCall(start, end, indent);
        boolean keyword = isKeyword(start, end);
        return keyword && (call || last == ':' || last == ')' || indent >= 2 || text.charAt(start) == '#')
                || call && indent >= 2
                || keyword
                        && end - start < 60
                        && (text.startsWith("import ", start) || text.startsWith("from ", start));
    }

    /** Whether a sign in the line calls, compares, assigns or points. */
    private boolean isCall(int start, int end, int indent) {
        while (term < scan.size() && scan.start(term) < start) {
            term++;
        }
        char last = text.charAt(end - 1);
        for (int sign = term; sign < scan.size() && scan.start(sign) + 1 < end; sign++) {
            if (scan.kind(sign) == TextScan.SIGN) {
                int at = scan.start(sign);
                char c = text.charAt(at);
                char next = text.charAt(at + 1);
                boolean call = c == '=' && (next == '=' || next == '>' || indent > 0)
                        || c == '-' && next == '>'
                        || c == '(' && (next == ')' || last == ')' || last == ':') && at > start && isName(at - 1);
                if (call) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isName(int at) {
        return Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_';
    }

    private boolean isKeyword(int start, int end) {
        long hash = TermHash.BASIS;
        int space = start;
        while (space < end && space < start + MAX_START_CHARS && text.charAt(space) > ' ') {
            hash = TermHash.step(hash, text.charAt(space));
            space++;
        }
        return Arrays.binarySearch(CODE_STARTS, TermHash.spread(hash)) >= 0;
    }

    private static boolean looksLikeJson(String text, int from, int to) {
        int at = from;
        while (at < to && text.charAt(at) <= ' ') {
            at++;
        }
        if (at >= to || text.charAt(at) != '{' && text.charAt(at) != '[') {
            return false;
        }
        int quote = text.indexOf('"', at);
        int colon = text.indexOf("\":", at);
        return quote >= 0 && quote < at + 32 && colon > quote && colon < at + 200;
    }
}
