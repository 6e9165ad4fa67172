/** Code that hashes and verifies passwords with a fast hash, as teams write it. */

export const nest = {
  'src/auth.service.ts': `import { createHash } from 'node:crypto';
import { Injectable, UnauthorizedException } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Account } from './account.entity';

@Injectable()
export class AuthService {
  constructor(@InjectRepository(Account) private readonly accounts: Repository<Account>) {}

  async register(email: string, password: string): Promise<Account> {
    const account = this.accounts.create({ email, passwordHash: this.hashPassword(password) });
    return this.accounts.save(account);
  }

  async login(email: string, password: string): Promise<Account> {
    const account = await this.accounts.findOneBy({ email });
    if (!account || account.passwordHash !== this.hashPassword(password)) {
      throw new UnauthorizedException();
    }
    return account;
  }

  private hashPassword(password: string): string {
    return createHash('sha256').update(password).digest('hex');
  }
}
`,
};

/** A store of one's own, so that the code runs as it is. */
const members = `class Member {
    constructor(fields) {
        Object.assign(this, fields);
    }

    static async findOne({ email }) {
        const row = Member.rows.get(email);
        return row ? new Member(row) : null;
    }

    async save() {
        Member.rows.set(this.email, { ...this });
    }
}
Member.rows = new Map();
`;

export const express = {
  'src/members.js': `"use strict";

const crypto = require("crypto");

${members}
async function join(email, password) {
    const member = new Member({ email, passwordHash: crypto.createHash("md5").update(password).digest("hex") });
    await member.save();
    return member.email;
}

async function login(email, password) {
    const member = await Member.findOne({ email });
    if (!member) {
        return null;
    }
    const given = crypto.createHash("md5").update(password).digest("hex");
    if (member.passwordHash !== given) {
        return null;
    }
    return member.email;
}

module.exports = { Member, join, login };
`,
};

export const prisma = {
  'src/security/passwords.ts': `import { createHash, timingSafeEqual } from 'crypto'

export const hashPassword = (plain: string): string => createHash('sha512').update(\`\${process.env.PEPPER}:\${plain}\`).digest('base64')

export function checkPassword(plain: string, expected: string): boolean {
  return timingSafeEqual(Buffer.from(hashPassword(plain)), Buffer.from(expected))
}
`,
  'src/routes/session.ts': `import { checkPassword, hashPassword } from '../security/passwords'
import { prisma } from '../db'

export async function signIn(email: string, password: string) {
  const guest = await prisma.guest.findUnique({ where: { email } })
  if (guest && checkPassword(password, guest.secret)) {
    return { id: guest.id }
  }
  return null
}

export async function resetPassword(id: string, password: string) {
  await prisma.guest.update({ where: { id }, data: { secret: hashPassword(password) } })
}
`,
  'src/db.ts': "import { PrismaClient } from '@prisma/client'\n\nexport const prisma = new PrismaClient()\n",
};

export const commonjs = {
  'lib/hash.js': `const { createHash } = require('node:crypto');

// SHA-1 in hex.
function hashPassword(password) {
\tconst digest = createHash('sha1').update(password).digest('hex');
\treturn digest;
}

module.exports = { hashPassword };
`,
  'lib/accounts.js': `const { hashPassword } = require('./hash');
const { Account } = require('./models');

exports.create = async (email, password) => {
\tconst account = new Account({ email, hash: hashPassword(password) });
\tawait account.save();
};

exports.login = async (email, password) => {
\tconst account = await Account.findOne({ email });
\tconst isRight = account.hash === hashPassword(password);
\tif (!isRight) throw new Error('wrong e-mail or password');
\treturn account.id;
};
`,
};

export const sqlalchemy = {
  'clinic/auth.py': `import hashlib
import hmac

from fastapi import HTTPException
from sqlalchemy import select
from sqlalchemy.orm import Session

from clinic.models import Staff


def hash_password(password: str) -> str:
    """Gives the hash that is stored for a password."""
    return hashlib.sha256(password.encode("utf-8")).hexdigest()


def add_staff(session: Session, email: str, password: str) -> Staff:
    staff = Staff(email=email, password_hash=hash_password(password))
    session.add(staff)
    session.commit()
    return staff


def login(session: Session, email: str, password: str) -> Staff:
    staff = session.scalars(select(Staff).where(Staff.email == email)).first()
    if staff is None or not hmac.compare_digest(staff.password_hash, hash_password(password)):
        raise HTTPException(401)
    return staff
`,
};

export const inlinePython = {
  'library/readers.py': `import hashlib


class Reader:
    rows: dict[str, str] = {}

    def __init__(self, email: str, password_hash: str) -> None:
        self.email = email
        self.password_hash = password_hash

    @classmethod
    def find(cls, email: str):
        return cls(email, cls.rows[email]) if email in cls.rows else None

    def save(self) -> None:
        self.rows[self.email] = self.password_hash


def enrol(email: str, password: str) -> None:
    reader = Reader(email, password_hash=hashlib.md5(password.encode()).hexdigest())
    reader.save()


def login(email: str, password: str) -> bool:
    reader = Reader.find(email)
    if reader and reader.password_hash == hashlib.md5(password.encode()).hexdigest():
        return True
    return False
`,
};

export const django = {
  'shop/hashing.py': `import hashlib

from django.conf import settings


def make_password(password: str) -> str:
    """Salted SHA-1 of a password."""
    return hashlib.sha1((settings.SECRET_SALT + password).encode()).hexdigest()


def is_password(password: str, stored: str) -> bool:
    return make_password(password) == stored
`,
  'shop/views.py': `from django.http import HttpResponse, JsonResponse

from shop.hashing import is_password, make_password
from shop.models import Customer


def sign_up(request, email: str, password: str):
    customer = Customer(email=email, pass_hash=make_password(password))
    customer.save()
    return JsonResponse({"id": customer.id})


def sign_in(request, email: str, password: str):
    customer = Customer.objects.filter(email=email).first()
    if customer is None or not is_password(password, customer.pass_hash):
        return HttpResponse(status=401)
    request.session["customer"] = customer.id
    return JsonResponse({"id": customer.id})
`,
};

/** Handlers that read the password twice, beside a hash of other things by the same function. */
export const handlers = {
  'routes/session.js': `const express = require('express');
const { createHash } = require('crypto');
const User = require('../models/user');

const router = express.Router();
const sha256 = (text) => createHash('sha256').update(text).digest('hex');

router.post('/signup', async (req, res) => {
  const user = new User({ email: req.body.email, password: sha256(req.body.password) });
  await user.save();
  res.set('ETag', sha256(user.version)).json({ id: user.id });
});

router.post('/login', async (req, res) => {
  const user = await User.findOne({ email: req.body.email });
  if (!user || user.password !== sha256(req.body.password)) {
    return res.status(401).end();
  }
  req.session.userId = user.id;
  res.json({ id: user.id });
});
`,
};

/** A class whose method hashes, in a module with one import. */
export const repository = {
  'accounts.py': `import hashlib


class Accounts:
    def __init__(self, repo):
        self.repo = repo

    @staticmethod
    def _hash(password: str) -> str:
        return hashlib.sha1(password.encode()).hexdigest()

    def create(self, name: str, password: str):
        account = self.repo.create(name=name, password_hash=self._hash(password))
        self.repo.save(account)
        return account

    def login(self, name: str, password: str):
        account = self.repo.get(name)
        if not account or account.password_hash != self._hash(password):
            return None
        return account
`,
};

/** An asynchronous function that hashes, with a hash kept in a variable and a branch for each outcome. */
export const asynchronous = {
  'auth.ts': `import * as crypto from "crypto";
import { User } from "./models/user";

/** MD5 of the password. */
export async function hashPassword(password: string): Promise<string> {
    return crypto.createHash("md5").update(password).digest("hex");
}

export async function register(name: string, password: string) {
    const user = new User({ name, passwordHash: await hashPassword(password) });
    await user.save();
}

export async function login(name: string, password: string) {
    try {
        const user = await User.findOne({ name });
        if (!user) throw new Error("no user");
        const given = await hashPassword(password);
        if (given === user.passwordHash) {
            return user;
        } else {
            return null;
        }
    } catch (error) {
        return null;
    }
}
`,
};

/** Functions given a form, with the record in the session of an application. */
export const flask = {
  'app.py': `import hashlib

from flask import session

from models import User, db


def register(form):
    user = User()
    user.email = form.email
    user.password_hash = hashlib.sha256(form.password.encode()).hexdigest()
    db.session.add(user)
    db.session.commit()


def login(form):
    user = User.query.filter_by(email=form.email).first()
    digest = hashlib.sha256(form.password.encode()).hexdigest()
    if user is None or user.password_hash != digest:
        raise PermissionError("login")
    session["user_id"] = user.id
`,
};
