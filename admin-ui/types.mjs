// Writes src/api/schema.ts, the API's objects as TypeScript, from docs/openapi.json: the console is
// compiled against what the server says it gives.   node types.mjs [openapi.json [schema.ts]]
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const REF = '#/components/schemas/';
const SCALARS = { string: 'string', integer: 'number', number: 'number', boolean: 'boolean', null: 'null' };

/** The declarations of everything among the description's components, by name. */
export function declarations(openapi) {
  const schemas = Object.entries(openapi.components.schemas).sort(([a], [b]) => (a < b ? -1 : 1));

  function declaration(name, schema) {
    const about = schema.description ? `/** ${schema.description.replaceAll('*/', '* /')} */\n` : '';
    return schema.properties
      ? `${about}export interface ${name} ${fields(schema, '')}\n`
      : `${about}export type ${name} = ${type(schema, '')};\n`;
  }

  function fields(schema, indent) {
    const required = new Set(schema.required ?? []);
    const lines = Object.entries(schema.properties).map(([name, of]) => {
      const key = /^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name);
      return `${indent}  ${key}${required.has(name) ? '' : '?'}: ${type(of, `${indent}  `)};\n`;
    });
    return `{\n${lines.join('')}${indent}}`;
  }

  function type(schema, indent) {
    if (schema.$ref) {
      return reference(schema.$ref, indent);
    }
    if (schema.enum) {
      return schema.enum.map((each) => JSON.stringify(each)).join(' | ');
    }
    const either = schema.anyOf ?? schema.oneOf;
    if (either) {
      return either.map((each) => type(each, indent)).join(' | ');
    }
    const kinds = [schema.type ?? []].flat();
    return kinds.length === 0 ? 'unknown' : kinds.map((kind) => one(kind, schema, indent)).join(' | ');
  }

  /** A component goes by its name; a part of one is written out. */
  function reference(ref, indent) {
    if (!ref.startsWith(REF)) {
      throw new Error(`${ref} is no component`);
    }
    const [name, ...path] = ref.slice(REF.length).split('/');
    const found = path.reduce((part, key) => part?.[key], openapi.components.schemas[name]);
    if (found === undefined) {
      throw new Error(`there is no ${ref}`);
    }
    return path.length === 0 ? name : type(found, indent);
  }

  function one(kind, schema, indent) {
    if (kind === 'array') {
      const item = schema.items ? type(schema.items, indent) : 'unknown';
      return /[ |{]/.test(item) ? `Array<${item}>` : `${item}[]`;
    }
    if (kind === 'object') {
      if (schema.properties) {
        return fields(schema, indent);
      }
      const values = schema.additionalProperties;
      return `Record<string, ${typeof values === 'object' ? type(values, indent) : 'unknown'}>`;
    }
    const scalar = SCALARS[kind];
    if (!scalar) {
      throw new Error(`no type for ${kind}`);
    }
    return scalar;
  }

  const head = '// Made of docs/openapi.json by types.mjs; nobody edits it.\n';
  return [head, ...schemas.map(([name, schema]) => declaration(name, schema))].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const here = (path) => fileURLToPath(new URL(path, import.meta.url));
  const openapi = JSON.parse(readFileSync(process.argv[2] ?? here('../docs/openapi.json'), 'utf8'));
  writeFileSync(process.argv[3] ?? here('src/api/schema.ts'), declarations(openapi));
}
