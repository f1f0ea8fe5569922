/**
 * Which of two answers to a prompt is the better one: rules that compare texts, models that are asked, and how far what
 * they say agrees with people. Pure; who asks the models is not said here. Holds prompts and answers, prints none.
 */
@NullMarked
package io.promptyard.router.replay.judge;

import org.jspecify.annotations.NullMarked;
