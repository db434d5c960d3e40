package io.github.pinsink.tools;

import io.github.pinsink.Version;
import picocli.CommandLine.IVersionProvider;

/** The version of the connector that the commands belong to. */
final class ToolVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"pinsink " + Version.get()};
    }
}
