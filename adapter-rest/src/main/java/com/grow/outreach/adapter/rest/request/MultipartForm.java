package com.grow.outreach.adapter.rest.request;

import com.grow.outreach.adapter.rest.problem.Problem;
import com.grow.outreach.adapter.rest.problem.ProblemException;
import com.grow.outreach.adapter.rest.problem.Words;
import com.grow.outreach.domain.TextField;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.commons.fileupload2.core.AbstractFileUpload;
import org.apache.commons.fileupload2.core.DiskFileItem;
import org.apache.commons.fileupload2.core.DiskFileItemFactory;
import org.apache.commons.fileupload2.core.FileItemHeaders;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.core.RequestContext;
import org.jspecify.annotations.Nullable;

/** A parser for {@code multipart/form-data} with text fields or files. */
public final class MultipartForm extends AbstractFileUpload<RequestContext, DiskFileItem, DiskFileItemFactory> {

    /** The file name of the latest part. */
    private @Nullable String fileName;

    private MultipartForm() {
        setHeaderCharset(StandardCharsets.UTF_8);
    }

    /**
     * Parses the text fields of a form.
     *
     * @param contentType the header with the boundary
     * @param bytes the body
     * @return the values by name, in the order of the body
     * @throws ProblemException if the form is malformed or has a file
     */
    static Map<String, List<String>> parse(String contentType, byte[] bytes) {
        var fields = new LinkedHashMap<String, List<String>>();
        try {
            var form = new MultipartForm();
            var parts =
                    form.getItemIterator(new Body(contentType, bytes.length, () -> new ByteArrayInputStream(bytes)));
            while (parts.hasNext()) {
                var part = parts.next();
                var name = part.getFieldName();
                if (!part.isFormField()) {
                    throw new ProblemException(Problem.invalid(Words.shorten(name), "must be text, not a file"));
                }
                try (var content = part.getInputStream()) {
                    fields.computeIfAbsent(name, key -> new ArrayList<>()).add(UrlEncoded.utf8(content.readAllBytes()));
                }
            }
            // The library treats a body without a boundary as a form without fields.
            if (fields.isEmpty() && !contains(bytes, form.getBoundary(contentType))) {
                throw RequestBody.malformed("is not well-formed multipart/form-data");
            }
        } catch (CharacterCodingException e) {
            throw RequestBody.malformed("is not valid UTF-8");
        } catch (IOException e) {
            throw RequestBody.malformed("is not well-formed multipart/form-data");
        }
        return fields;
    }

    /** A consumer of files that returns the size of each file in bytes. */
    @FunctionalInterface
    public interface Files {
        long take(String name, InputStream content) throws IOException;
    }

    /**
     * Reads a form of files one after the other, while the body arrives.
     *
     * @return the total size of the files in bytes
     * @throws ProblemException if the form is malformed or has a part that is not a file
     * @throws IOException if the body can't be read
     */
    public static long readFiles(String contentType, InputStream body, Files files) throws IOException {
        long size = 0;
        try {
            var form = new MultipartForm();
            var parts = form.getItemIterator(new Body(contentType, -1, () -> body));
            while (parts.hasNext()) {
                var part = parts.next();
                var name = form.fileName;
                if (name == null || !TextField.canBeKept(name)) {
                    throw new ProblemException(
                            Problem.invalid(Words.shorten(part.getFieldName()), "must be a file with a name"));
                }
                try (var content = part.getInputStream()) {
                    size += files.take(name, content);
                }
            }
        } catch (FileUploadException e) {
            throw RequestBody.malformed("is not well-formed multipart/form-data");
        }
        return size;
    }

    private static boolean contains(byte[] bytes, byte[] part) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(new String(part, StandardCharsets.ISO_8859_1));
    }

    @Override
    public FileItemInputIterator getItemIterator(RequestContext request) throws FileUploadException, IOException {
        return super.getItemIterator(request);
    }

    /** The library would skip a part without a name. */
    @Override
    public String getFieldName(FileItemHeaders headers) {
        var name = super.getFieldName(headers);
        if (name == null || name.isEmpty()) {
            throw RequestBody.malformed("has a part without a name");
        }
        return name;
    }

    /** The part's own method validates the name with the file system and depends on the server's locale. */
    @Override
    public @Nullable String getFileName(FileItemHeaders headers) {
        fileName = super.getFileName(headers);
        return fileName;
    }

    private record Body(String contentType, long length, Supplier<InputStream> content) implements RequestContext {

        @Override
        public String getCharacterEncoding() {
            return StandardCharsets.UTF_8.name();
        }

        @Override
        public long getContentLength() {
            return length;
        }

        @Override
        public String getContentType() {
            return contentType;
        }

        @Override
        public InputStream getInputStream() {
            return content.get();
        }

        @Override
        public boolean isMultipartRelated() {
            return false;
        }
    }
}
