/**
 * The configuration file: read strictly, every problem told at once, each section typed where it is used. Start at
 * {@link io.promptyard.standalone.config.ConfigLoader}.
 */
@NullMarked
package io.promptyard.standalone.config;

import org.jspecify.annotations.NullMarked;
