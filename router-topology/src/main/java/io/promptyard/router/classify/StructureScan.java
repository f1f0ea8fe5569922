package io.promptyard.router.classify;

import java.util.Set;

/** One pass over the lines of a (bounded) text, counting marks of code, mathematics, JSON, lists, tables, questions. */
final class StructureScan {
    private static final Set<String> CODE_STARTS = Set.of(
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
            "end;");

    private int lines;
    private int fences;
    private int codeLines;
    private int latex;
    private int operators;
    private int numbers;
    private int questions;
    private int listItems;
    private int tableRows;
    private int choices;
    private boolean json;

    StructureScan(String text) {
        json = looksLikeJson(text, 0, text.length());
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            line(text, start, end);
            start = end + 1;
        }
        characters(text);
    }

    double code() {
        if (fences >= 2) {
            return 1;
        }
        return Math.min(1, (codeLines + 2.0 * fences) / Math.max(3, Math.min(lines, 12) * 0.7));
    }

    double math(int words) {
        return Math.min(1, (2.0 * latex + operators + 0.5 * numbers) / (6 + words / 6.0));
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

    int questions() {
        return questions;
    }

    int numbers() {
        return numbers;
    }

    /** Options of a multiple-choice question; a single lettered line is none. */
    int choices() {
        return choices > 1 ? choices : 0;
    }

    private void line(String text, int from, int to) {
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
        if (isCode(text, start, end, start - from)) {
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
    private static boolean isCode(String text, int start, int end, int indent) {
        char last = text.charAt(end - 1);
        if (last == ';'
                || last == '{'
                || last == '}'
                || text.startsWith("//", start)
                || text.startsWith(">>>", start)) {
            return true;
        }
        boolean call = false;
        for (int at = start; at + 1 < end && !call; at++) {
            char c = text.charAt(at);
            char next = text.charAt(at + 1);
            boolean word = at > start && (Character.isLetterOrDigit(text.charAt(at - 1)) || text.charAt(at - 1) == '_');
            call = c == '=' && (next == '=' || next == '>')
                    || c == '-' && next == '>'
                    || c == '(' && word && (next == ')' || text.charAt(end - 1) == ')' || last == ':')
                    || c == '=' && indent > 0;
        }
        int space = start;
        while (space < end && space < start + 10 && text.charAt(space) > ' ') {
            space++;
        }
        boolean keyword = CODE_STARTS.contains(text.substring(start, space));
        return keyword && (call || last == ':' || last == ')' || indent >= 2 || text.charAt(start) == '#')
                || call && indent >= 2
                || keyword
                        && end - start < 60
                        && (text.startsWith("import ", start) || text.startsWith("from ", start));
    }

    private void characters(String text) {
        boolean digits = false;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean digit = c >= '0' && c <= '9';
            numbers += digit && !digits ? 1 : 0;
            digits = digit || digits && (c == '.' || c == ',');
            switch (c) {
                case '?', '？', '؟' -> questions++;
                case '\\' -> latex += at + 1 < text.length() && isLower(text.charAt(at + 1)) ? 1 : 0;
                case '$' -> latex += at + 1 < text.length() && !isDigitOrSpace(text.charAt(at + 1)) ? 1 : 0;
                case '=', '+', '^', '×', '÷', '√', '≤', '≥', '∫', '∑', 'π' -> operators++;
                default -> {
                    // every other character says nothing about structure
                }
            }
        }
    }

    private static boolean isLower(char c) {
        return c >= 'a' && c <= 'z' && c != 'n' && c != 't';
    }

    private static boolean isDigitOrSpace(char c) {
        return c >= '0' && c <= '9' || c <= ' ';
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
