/**
 * The dialect of AWS Bedrock's Converse, from and to OpenAI's terms. docs/reference/providers.md has the mapping, and what
 * becomes of parameters that the API does not have.
 */
@NullMarked
package io.promptyard.connector.bedrock;

import org.jspecify.annotations.NullMarked;
