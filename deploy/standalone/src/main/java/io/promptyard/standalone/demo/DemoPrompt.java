package io.promptyard.standalone.demo;

/** One of the demo's prompts. {@code task} is its collection's label, which the router does not see. */
public record DemoPrompt(String id, String task, String prompt) {}
