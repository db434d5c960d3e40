/**
 * What happens to a record between the topic and Pinterest, without sending anything: converters, transforms, and the
 * connector's own mapper.
 */
package io.github.pinsink.tools.pipeline;
