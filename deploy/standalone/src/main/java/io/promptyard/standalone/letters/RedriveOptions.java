package io.promptyard.standalone.letters;

/** How to redrive. {@code raw} puts back the bytes of records that cannot be read; {@code dryRun} sends nothing. */
public record RedriveOptions(RedriveTarget target, boolean raw, boolean dryRun, Pace pace) {}
