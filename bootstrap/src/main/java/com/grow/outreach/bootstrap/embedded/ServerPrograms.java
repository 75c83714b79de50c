package com.grow.outreach.bootstrap.embedded;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.util.stream.Collectors.joining;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The programs of PostgreSQL, unpacked from the archive that Grow brings, and compared with it before they run. */
final class ServerPrograms {

    private static final String MANIFEST = "manifest";
    private static final String UNPACKING = "unpacking";

    private ServerPrograms() {}

    /**
     * Returns the folder of the programs. Unpacks them if they are missing or differ from the archive in any way.
     *
     * @param directory a directory that other users can't write
     */
    static Path in(DataDirectory directory) throws IOException {
        var archive = archive();
        var name = hash(archive).substring(0, 16);
        var server = directory.path().resolve(DataDirectory.SERVER);
        var programs = server.resolve(name);
        if (!isIntact(programs)) {
            // Other versions go as well.
            unpack(archive, directory.createEmpty(DataDirectory.SERVER).resolve(UNPACKING));
            Files.move(server.resolve(UNPACKING), programs, StandardCopyOption.ATOMIC_MOVE);
        }
        return programs.resolve("bin");
    }

    private static byte[] archive() throws IOException {
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        var machine = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        var name = "postgres-%s-%s.txz".formatted(system, machine);
        try (var in = ServerPrograms.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new NoSuchFileException(name);
            }
            return in.readAllBytes();
        }
    }

    private static void unpack(byte[] archive, Path target) throws IOException {
        var private_ = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        var lines = new TreeMap<String, String>();
        try (var tar = new TarArchiveInputStream(
                new BufferedInputStream(new XZInputStream(new ByteArrayInputStream(archive)), 1 << 16))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new FileSystemException(entry.getName(), null, "outside of the archive");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path, private_);
                    continue;
                }
                Files.createDirectories(path.getParent(), private_);
                var relative = target.relativize(path).toString();
                if (entry.isSymbolicLink() || entry.isLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                    lines.put(relative, link(entry.getLinkName()));
                } else {
                    var content = tar.readAllBytes();
                    boolean executable = (entry.getMode() & 0100) != 0;
                    Files.createFile(
                            path,
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString(executable ? "rwx------" : "rw-------")));
                    Files.write(path, content);
                    lines.put(relative, file(executable, content));
                }
            }
        }
        DataDirectory.write(target.resolve(MANIFEST), text(lines));
    }

    /** Whether a folder has exactly the files that were unpacked, with the same content. */
    private static boolean isIntact(Path programs) throws IOException {
        var manifest = programs.resolve(MANIFEST);
        if (!Files.isRegularFile(manifest, NOFOLLOW_LINKS)) {
            return false;
        }
        var lines = new TreeMap<String, String>();
        try (var paths = Files.walk(programs)) {
            paths.filter(path -> !Files.isDirectory(path, NOFOLLOW_LINKS) && !path.equals(manifest))
                    .parallel()
                    .map(path -> new String[] {programs.relativize(path).toString(), description(path)})
                    .sequential()
                    .forEachOrdered(line -> lines.put(line[0], line[1]));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return Files.readString(manifest).equals(text(lines));
    }

    private static String description(Path path) {
        try {
            return Files.isSymbolicLink(path)
                    ? link(Files.readSymbolicLink(path).toString())
                    : file(Files.isExecutable(path), Files.readAllBytes(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String link(String target) {
        return "link " + target;
    }

    private static String file(boolean executable, byte[] content) {
        return (executable ? "program " : "file ") + hash(content);
    }

    private static String text(TreeMap<String, String> lines) {
        return lines.entrySet().stream()
                .map(line -> line.getKey() + " " + line.getValue() + "\n")
                .collect(joining());
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
