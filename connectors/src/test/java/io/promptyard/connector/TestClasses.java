package io.promptyard.connector;

import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The tests on the class path that hold a dialect to what all are held to: those with a superclass of their own. */
final class TestClasses {
    private TestClasses() {}

    static List<Class<?>> ofDialects() throws Exception {
        Path root = Path.of(TestClasses.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<Class<?>> types = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root.resolve("io/promptyard/connector"))) {
            for (Path file : files.filter(path -> path.toString().endsWith("Test.class"))
                    .sorted()
                    .toList()) {
                String name = root.relativize(file).toString().replace('/', '.').replaceAll("\\.class$", "");
                Class<?> type = Class.forName(name, false, TestClasses.class.getClassLoader());
                Class<?> parent = type.getSuperclass();
                if (parent != null && parent != Object.class && !Modifier.isAbstract(type.getModifiers())) {
                    types.add(type);
                }
            }
        }
        return types;
    }
}
