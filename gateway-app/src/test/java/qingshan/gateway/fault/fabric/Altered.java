package qingshan.gateway.fault.fabric;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.instruction.InvokeInstruction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import qingshan.rules.value.Grams;

/** Lets a chaincode process be started as it must not be, under the package id that everybody approved. */
final class Altered {
    /** The environment of another language and time zone. */
    static final List<String> TURKISH = List.of("LC_ALL=tr_TR.UTF-8", "LANG=tr_TR.UTF-8", "TZ=Pacific/Chatham");

    private static final String CLASS_PATH = "-cp";

    private Altered() {}

    /** In another language and time zone. */
    static List<String> turkish(List<String> command) {
        List<String> changed = new ArrayList<>(command);
        changed.addAll(
                1,
                List.of(
                        "-Duser.language=tr",
                        "-Duser.country=TR",
                        "-Duser.timezone=Pacific/Chatham",
                        "-Dfile.encoding=ISO-8859-9"));
        return changed;
    }

    /** With rules by which grams add up to no more than the larger of both: a grower could sell the same leaf for ever. */
    static List<String> code(List<String> command, Path directory) {
        List<String> changed = new ArrayList<>(command);
        int path = changed.indexOf(CLASS_PATH) + 1;
        changed.set(path, classes(directory) + ":" + changed.get(path));
        return changed;
    }

    private static Path classes(Path directory) {
        String name = Grams.class.getName().replace('.', '/') + ".class";
        Path target = directory.resolve("altered").resolve(name);
        try (InputStream in = Grams.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new IllegalStateException("no " + name);
            }
            ClassFile file = ClassFile.of();
            byte[] altered = file.transformClass(
                    file.parse(in.readAllBytes()), ClassTransform.transformingMethodBodies((code, element) -> {
                        if (element instanceof InvokeInstruction call
                                && call.name().equalsString("addExact")) {
                            code.invoke(call.opcode(), call.owner().asSymbol(), "max", call.typeSymbol(), false);
                        } else {
                            code.with(element);
                        }
                    }));
            Path parent = target.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.write(target, altered);
            return directory.resolve("altered");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
