/** Topics as data: created where missing before any application starts, and compared with what the cluster has. */
@NullMarked
package io.promptyard.standalone.topics;

import org.jspecify.annotations.NullMarked;
